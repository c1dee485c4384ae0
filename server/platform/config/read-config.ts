import { resolve } from 'node:path'
import { readArguments } from './arguments.ts'
import { type Config, type SmtpConfig, services } from './config.ts'
import { nearest } from './nearest.ts'
import { knownNames, readRegions, regionProblems } from './regions.ts'
import { composeS3, incompleteS3, needed } from './s3.ts'
import { type Given, ownDataDir, type SettingName, settings } from './settings.ts'

/** Every problem with the settings at once, one line each. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  readonly problems: readonly string[]

  constructor(problems: readonly string[]) {
    super(
      `The settings have ${problems.length === 1 ? 'a problem' : `${problems.length} problems`}:\n- ${problems.join('\n- ')}`,
    )
    this.problems = problems
  }
}

type Environment = Readonly<Record<string, string | undefined>>
const names = Object.keys(settings) as SettingName[]

/** Arguments win over the environment; an empty variable counts as absent. Throws `ConfigError`. */
export function readConfig(env: Environment, args: readonly string[] = []): Config {
  const { values, problems: misread } = readArguments(args)
  const problems: string[] = []
  const given: Record<string, unknown> = {}
  for (const name of names) {
    const value = values[name] ?? env[name]
    if (value === undefined || value === '') continue
    const { shape, expects, example } = settings[name]
    const read = shape.safeParse(value)
    if (read.success) given[name] = read.data
    else problems.push(`${name} must be ${expects}, for example ${example}`)
  }
  const main = compose(given)
  const { otherRegions, problems: ofRegions } = readRegions(env, given, main)
  const config = { ...main, otherRegions }
  problems.unshift(...misread, ...unknownNames(env, config))
  problems.push(...ofRegions)
  if (problems.length === 0) problems.push(...contradictions(given, config), ...regionProblems(config))
  if (problems.length > 0) throw new ConfigError(problems)
  return config
}

function unknownNames(env: Environment, config: Config): string[] {
  const known = [...names, ...knownNames(config)]
  return Object.keys(env)
    .filter((name) => name.startsWith('VITRINE_') && !known.includes(name))
    .map((name) => `${name} is not a setting${nearest(name, known)}`)
}

function compose(given: Given): Omit<Config, 'otherRegions'> {
  const port = given.PORT ?? 4400
  const replayPort = given.VITRINE_REPLAY_PORT ?? port + 1
  const demoPort = given.VITRINE_DEMO_PORT ?? port + 2
  const running = given.SERVICES ?? services
  // The shop's pages load the snippet from the dashboard's address.
  const demo = (given.VITRINE_DEMO ?? given.VITRINE_PUBLIC_URL === undefined) && running.includes('web')
  const contact = given.VITRINE_OPERATOR_CONTACT ?? 'Not stated'
  return {
    publicUrl: given.VITRINE_PUBLIC_URL ?? `http://localhost:${port}`,
    replayUrl: given.VITRINE_REPLAY_URL ?? `http://localhost:${replayPort}`,
    demoUrl: demo ? `http://localhost:${demoPort}` : undefined,
    simulatorUrl: undefined,
    host: given.VITRINE_HOST ?? '127.0.0.1',
    port,
    replayPort,
    demoPort,
    dataDir: given.VITRINE_DATA_DIR === undefined ? ownDataDir : resolve(given.VITRINE_DATA_DIR),
    databaseUrl: given.DATABASE_URL,
    keysDatabaseUrl: given.KEYS_DATABASE_URL,
    redisUrl: given.REDIS_URL,
    s3: composeS3(given),
    smtp: composeSmtp(given),
    services: running,
    region: given.VITRINE_REGION ?? given.VITRINE_REGIONS?.[0] ?? 'eu',
    masterKey: given.VITRINE_MASTER_KEY,
    noticeDays: given.VITRINE_NOTICE_DAYS ?? 30,
    backupDays: given.VITRINE_BACKUP_DAYS ?? 30,
    keysBackupDays: given.VITRINE_KEYS_BACKUP_DAYS ?? 7,
    masterKeyCommand: given.VITRINE_MASTER_KEY_COMMAND,
    trustedProxies: given.VITRINE_TRUSTED_PROXIES ?? [],
    privateSignOn: given.VITRINE_PRIVATE_SIGN_ON ?? false,
    privateProviders: given.VITRINE_PRIVATE_PROVIDERS ?? false,
    privateWebhooks: given.VITRINE_PRIVATE_WEBHOOKS ?? false,
    metricsToken: given.VITRINE_METRICS_TOKEN,
    otlpUrl: given.VITRINE_OTLP_URL,
    dnsServers: given.VITRINE_DNS_SERVERS ?? [],
    operator: {
      name: given.VITRINE_OPERATOR_NAME ?? 'Not stated',
      address: given.VITRINE_OPERATOR_ADDRESS ?? 'Not stated',
      country: given.VITRINE_OPERATOR_COUNTRY ?? 'Not stated',
      contact,
      privacyContact: given.VITRINE_OPERATOR_PRIVACY_CONTACT ?? contact,
      hosting: given.VITRINE_OPERATOR_HOSTING,
    },
  }
}

function composeSmtp(given: Given): SmtpConfig | undefined {
  const { SMTP_HOST: host, SMTP_FROM: from } = given
  if (!host || !from) return undefined
  const tls = given.SMTP_TLS ?? (given.SMTP_PORT === 465 ? 'implicit' : 'starttls')
  const port = given.SMTP_PORT ?? (tls === 'implicit' ? 465 : 587)
  return { host, port, tls, user: given.SMTP_USER, password: given.SMTP_PASSWORD, from }
}

const needsSmtp: readonly SettingName[] = ['SMTP_PORT', 'SMTP_TLS', 'SMTP_USER', 'SMTP_PASSWORD', 'SMTP_FROM']

function incompleteSmtp(given: Given): string[] {
  const present = needsSmtp.find((name) => given[name] !== undefined)
  if (!given.SMTP_HOST) return present ? [needed('SMTP_HOST', present)] : []
  return [
    ...(given.SMTP_FROM ? [] : [needed('SMTP_FROM', 'SMTP_HOST')]),
    ...(given.SMTP_USER && !given.SMTP_PASSWORD ? [needed('SMTP_PASSWORD', 'SMTP_USER')] : []),
  ]
}

/** What is right by itself and wrong together. */
function contradictions(given: Given, config: Config): string[] {
  const problems = [...incompleteS3(given), ...incompleteSmtp(given)]
  if (given.VITRINE_PUBLIC_URL && !given.VITRINE_REPLAY_URL)
    problems.push(
      `VITRINE_REPLAY_URL is needed beside VITRINE_PUBLIC_URL, for example ${settings.VITRINE_REPLAY_URL.example}`,
    )
  if (config.databaseUrl && config.keysDatabaseUrl === config.databaseUrl)
    problems.push('KEYS_DATABASE_URL must differ from DATABASE_URL: keys beside what they open protect nothing.')
  if (config.publicUrl === config.replayUrl)
    problems.push(
      'VITRINE_REPLAY_URL must differ from VITRINE_PUBLIC_URL: a recorded page may not act as the dashboard.',
    )
  const ports = [config.port, config.replayPort, ...(config.demoUrl ? [config.demoPort] : [])]
  if (new Set(ports).size < ports.length || Math.max(...ports) > 65_535)
    problems.push(
      'PORT, VITRINE_REPLAY_PORT and VITRINE_DEMO_PORT must be three different ports, for example 4400, 4401 and 4402.',
    )
  return problems
}
