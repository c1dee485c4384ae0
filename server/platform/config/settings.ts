import { join } from 'node:path'
import { z } from 'zod'
import { parseMasterKeys } from '../keys/parse-master-key.ts'
import { services } from './config.ts'

/** One environment variable. `expects` ends the sentence "NAME must be …"; a value is never repeated back. */
export type Setting<T = unknown> = {
  readonly what: string
  readonly expects: string
  readonly example: string
  /** In plain words, for the documents. */
  readonly otherwise: string
  readonly shape: z.ZodType<T, string>
}

const setting = <T>(about: Setting<T>): Setting<T> => about

const text = z.string().trim().min(1).max(300)
const port = z.string().regex(/^\d+$/).transform(Number).pipe(z.number().min(1).max(65_535))
const origin = z
  .string()
  .transform((value) => value.replace(/\/$/, ''))
  .refine((value) => URL.canParse(value) && /^https?:/.test(value) && new URL(value).origin === value)
const database = z.string().refine((value) => URL.canParse(value) && /^postgres(ql)?:$/.test(new URL(value).protocol))
const redis = z.string().refine((value) => {
  const { protocol, hostname, pathname } = URL.canParse(value) ? new URL(value) : new URL('none:')
  return /^rediss?:$/.test(protocol) && hostname !== '' && /^(\/\d*)?$/.test(pathname)
})
const sender = z
  .string()
  .regex(/^([^<>"\r\n]*)<[^<>\s]+>$|^[^<>\s]+$/)
  .transform((value) => {
    const [, name = '', address = value] = /^([^<]*)<([^>]+)>$/.exec(value) ?? []
    return { name: name.trim(), address }
  })
  .pipe(z.object({ name: z.string().max(100), address: z.email() }))
/** The journal of what was erased remembers a little longer. */
const longestBackupDays = 365
const days = z.string().regex(/^\d+$/).transform(Number).pipe(z.number().min(0).max(longestBackupDays))
const regionName = z.string().regex(/^[a-z][a-z0-9-]{0,30}$/)
const flag = z.enum(['true', 'false']).transform((value) => value === 'true')
const originInWords = 'an http or https address without a path'
const portInWords = 'a whole number from 1 to 65535'

/** Every variable there is. Read by `readConfig`; the list in the documents is made from it. */
export const settings = {
  PORT: setting({
    what: 'Port of the dashboard and the API. Also `--port`.',
    expects: portInWords,
    example: '4400',
    otherwise: '4400',
    shape: port,
  }),
  VITRINE_HOST: setting({
    what: 'Network address to listen on.',
    expects: 'an address of this machine',
    example: '0.0.0.0',
    otherwise: '127.0.0.1: reachable from this machine only',
    shape: text,
  }),
  VITRINE_PUBLIC_URL: setting({
    what: 'Where people reach the dashboard.',
    expects: originInWords,
    example: 'https://support.example',
    otherwise: 'http://localhost and the port',
    shape: origin,
  }),
  VITRINE_REPLAY_URL: setting({
    what: 'A second address of the same program, on which recorded pages are shown apart from everything else.',
    expects: originInWords,
    example: 'https://replay.example',
    otherwise: 'http://localhost and the replay port',
    shape: origin,
  }),
  VITRINE_REPLAY_PORT: setting({
    what: 'Port of the replay address.',
    expects: portInWords,
    example: '4401',
    otherwise: 'one above the port',
    shape: port,
  }),
  VITRINE_DEMO: setting({
    what: 'Whether the demo shop and a simulated model provider are started. Also `--demo=false`.',
    expects: 'true or false',
    example: 'false',
    otherwise: 'true, and false once VITRINE_PUBLIC_URL is set',
    shape: flag,
  }),
  VITRINE_DEMO_PORT: setting({
    what: 'Port of the demo shop.',
    expects: portInWords,
    example: '4402',
    otherwise: 'two above the port',
    shape: port,
  }),
  VITRINE_DATA_DIR: setting({
    what: 'Folder of the embedded database, the objects and the master key. Also `--data`.',
    expects: 'a folder',
    example: '/var/lib/vitrine',
    otherwise: '.vitrine in the folder of the program',
    shape: text,
  }),
  DATABASE_URL: setting({
    what: 'PostgreSQL 15 or later to use in place of the embedded one.',
    expects: 'a PostgreSQL address',
    example: 'postgres://user:password@db.example:5432/vitrine',
    otherwise: 'the embedded database',
    shape: database,
  }),
  KEYS_DATABASE_URL: setting({
    what: 'PostgreSQL database of its own for encryption keys and for what was erased, so that it can be backed up apart from the rest and for a shorter time.',
    expects: 'a PostgreSQL address other than DATABASE_URL',
    example: 'postgres://user:password@keys.example:5432/vitrine_keys',
    otherwise: 'a database beside the main one, named after it with _keys at the end, and made if the role may',
    shape: database,
  }),
  REDIS_URL: setting({
    what: 'Redis 6 or later, or Valkey, for sign-ins, counters, messages and whatever else all machines share for a while.',
    expects: 'a redis or rediss (TLS) address, with the number of the database at its end',
    example: 'rediss://user:password@redis.example:6379/0',
    otherwise:
      'kept in the memory of the program, and what survives a restart in the database: right for one machine only',
    shape: redis,
  }),
  S3_BUCKET: setting({
    what: 'A bucket of its own, on a server that speaks S3, for what recordings hold.',
    expects: 'the name of a bucket',
    example: 'vitrine-recordings',
    otherwise: 'files in the data folder',
    shape: z.string().regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/),
  }),
  S3_ENDPOINT: setting({
    what: 'Where that server is reached.',
    expects: originInWords,
    example: 'https://s3.example',
    otherwise: 'Amazon S3 in S3_REGION',
    shape: origin,
  }),
  S3_REGION: setting({
    what: 'The region that requests are signed for.',
    expects: 'the name of a region',
    example: 'eu-central-1',
    otherwise: 'us-east-1, which most servers of one’s own expect; needed for Amazon S3',
    shape: z.string().regex(/^[a-z0-9][a-z0-9-]{1,40}$/i),
  }),
  S3_ACCESS_KEY_ID: setting({
    what: 'The id of a key that may list, read, write and delete in the bucket.',
    expects: 'a key id of at most 300 characters',
    example: 'the id that the server gave you',
    otherwise: 'needed beside S3_BUCKET',
    shape: text,
  }),
  S3_SECRET_ACCESS_KEY: setting({
    what: 'The secret of that key.',
    expects: 'a secret of at most 300 characters',
    example: 'the secret that the server gave you',
    otherwise: 'needed beside S3_BUCKET',
    shape: text,
  }),
  S3_FORCE_PATH_STYLE: setting({
    what: 'Whether the bucket is named in the path instead of in the host.',
    expects: 'true or false',
    example: 'true',
    otherwise: 'true when S3_ENDPOINT is set, false for Amazon S3',
    shape: flag,
  }),
  SMTP_HOST: setting({
    what: 'The server through which e-mails are sent: invitations, password resets, notices.',
    expects: 'the name or address of a server',
    example: 'smtp.example',
    otherwise: 'no e-mails: links are shown to the one who makes them',
    shape: z.string().regex(/^[a-z0-9.:-]{1,253}$/i),
  }),
  SMTP_PORT: setting({
    what: 'Its port.',
    expects: portInWords,
    example: '587',
    otherwise: '587, or 465 with SMTP_TLS=implicit',
    shape: port,
  }),
  SMTP_TLS: setting({
    what: 'How the connection is encrypted: starttls (it must become so), implicit (from its first byte), none.',
    expects: 'starttls, implicit or none',
    example: 'implicit',
    otherwise: 'starttls, or implicit on port 465',
    shape: z.enum(['starttls', 'implicit', 'none']),
  }),
  SMTP_USER: setting({
    what: 'The user to sign in there as.',
    expects: 'a name of at most 300 characters',
    example: 'vitrine',
    otherwise: 'without signing in',
    shape: text,
  }),
  SMTP_PASSWORD: setting({
    what: 'The password of that user.',
    expects: 'a password of at most 300 characters',
    example: 'the password that the server gave you',
    otherwise: 'needed beside SMTP_USER',
    shape: text,
  }),
  SMTP_FROM: setting({
    what: 'The sender of the e-mails.',
    expects: 'an e-mail address, with a name before it if wanted',
    example: 'Example Support <support@support.example>',
    otherwise: 'needed beside SMTP_HOST',
    shape: sender,
  }),
  SERVICES: setting({
    what: 'What this machine does: web (dashboard, API and intake), replay (the replay address), relay (the way to language models), jobs (work in the background).',
    expects: `one or more of ${services.toReversed().join(', ')}, with commas between`,
    example: 'web,replay',
    otherwise: 'all of them',
    shape: z
      .string()
      .transform((value) => [...new Set(value.split(',').map((part) => part.trim()))])
      .pipe(z.array(z.enum(services))),
  }),
  VITRINE_MASTER_KEY: setting({
    what: 'The key under which all other keys are encrypted. Losing it loses everything that is encrypted. To change it, list the new one before the old one.',
    expects: '32 random bytes in base64 or hexadecimal, or several such with commas between',
    example: 'the output of: openssl rand -base64 32',
    otherwise: 'master.key in the data folder, made on the first start',
    shape: z.string().refine((value) => parseMasterKeys(value) !== undefined),
  }),
  VITRINE_MASTER_KEY_COMMAND: setting({
    what: 'A program that asks a key management service, in place of a master key of your own. It is run without a shell, with wrap or unwrap as its last argument, gets base64 on its standard input and answers base64.',
    expects: 'a program and its arguments as a JSON list of texts',
    example: '["/usr/local/bin/vitrine-kms"]',
    otherwise: 'the master key is held by the program itself',
    shape: z
      .string()
      .transform((value, problem) => {
        try {
          return JSON.parse(value) as unknown
        } catch {
          problem.addIssue({ code: 'custom' })
          return z.NEVER
        }
      })
      .pipe(z.array(z.string().min(1)).min(1)),
  }),
  VITRINE_BACKUP_DAYS: setting({
    what: 'How many days you keep backups of database and objects. Receipts of erasures name the day it leads to.',
    expects: `a whole number of days from 0 to ${longestBackupDays}`,
    example: '35',
    otherwise: '30',
    shape: days,
  }),
  VITRINE_KEYS_BACKUP_DAYS: setting({
    what: 'How many days you keep backups of the keys that everything is encrypted under: best, fewer than of the rest.',
    expects: `a whole number of days from 0 to ${longestBackupDays}`,
    example: '14',
    otherwise: '7',
    shape: days,
  }),
  VITRINE_REGION: setting({
    what: 'Name of the main region: its stores hold accounts too.',
    expects: 'a short name of small letters, digits and hyphens',
    example: 'us',
    otherwise: 'the first of VITRINE_REGIONS, else eu',
    shape: regionName,
  }),
  VITRINE_REGIONS: setting({
    what: 'All regions, if there are several: each project lives in one of them. The stores of each but the main one are named after it, such as VITRINE_REGION_US_DATABASE_URL; see [regions](#7-regions).',
    expects: 'names of regions with commas between, each once',
    example: 'eu,us',
    otherwise: 'the main region alone',
    shape: z
      .string()
      .transform((value) => value.split(',').map((part) => part.trim()))
      .pipe(z.array(regionName).min(1))
      .refine((names) => new Set(names).size === names.length),
  }),
  VITRINE_TRUSTED_PROXIES: setting({
    what: 'Addresses of the reverse proxies in front; from them alone the visitor’s forwarded address is believed.',
    expects:
      'addresses or networks with commas between, or "loopback" for this machine, "uniquelocal" for private networks',
    example: 'loopback,10.0.0.0/8',
    otherwise: 'none: forwarded addresses are not believed',
    shape: z
      .string()
      .transform((value) => value.split(',').map((part) => part.trim()))
      .pipe(
        z.array(
          z.union([z.enum(['loopback', 'linklocal', 'uniquelocal']), z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()]),
        ),
      ),
  }),
  VITRINE_NOTICE_DAYS: setting({
    what: 'How many days clients have to object to a new recipient of their data.',
    expects: 'a whole number from 0 to 365',
    example: '14',
    otherwise: '30',
    shape: z.string().regex(/^\d+$/).transform(Number).pipe(z.number().max(365)),
  }),
  VITRINE_PRIVATE_SIGN_ON: setting({
    what: 'Whether organizations may sign on at identity providers with private addresses, such as those of your own network.',
    expects: 'true or false',
    example: 'true',
    otherwise: 'false: nobody can make this machine call into its own network',
    shape: flag,
  }),
  VITRINE_PRIVATE_PROVIDERS: setting({
    what: 'Whether model providers that you set up may be at private addresses, such as Ollama or vLLM on machines of your own. Those of organizations may not.',
    expects: 'true or false',
    example: 'true',
    otherwise: 'false: they are called at public addresses only',
    shape: flag,
  }),
  VITRINE_PRIVATE_WEBHOOKS: setting({
    what: 'Whether organizations may have webhooks called at private addresses, such as those of your own network.',
    expects: 'true or false',
    example: 'true',
    otherwise: 'false: nobody can make this machine call into its own network',
    shape: flag,
  }),
  VITRINE_METRICS_TOKEN: setting({
    what: 'With this bearer token `/metrics` tells Prometheus how requests to models go.',
    expects: 'a secret of 20 to 300 characters without spaces',
    example: 'a-long-random-secret-of-yours',
    otherwise: 'there is no `/metrics`',
    shape: z.string().regex(/^\S{20,300}$/),
  }),
  VITRINE_OTLP_URL: setting({
    what: 'An OpenTelemetry collector that gets spans and metrics of requests to models, without content, by OTLP over HTTP.',
    expects: 'an http or https address',
    example: 'http://localhost:4318',
    otherwise: 'none is told anything',
    shape: z.url({ protocol: /^https?$/ }).transform((value) => value.replace(/\/$/, '')),
  }),
  VITRINE_DNS_SERVERS: setting({
    what: 'Name servers to ask when an organization proves that a domain is its own.',
    expects: 'addresses with commas between, each with a port if it is not 53',
    example: '192.0.2.53',
    otherwise: 'those of the machine',
    shape: z
      .string()
      .transform((value) => value.split(',').map((part) => part.trim()))
      .pipe(z.array(z.string().regex(/^(?:[\d.]+|\[[\da-f:]+\]|[\da-f:]+)(?::\d{1,5})?$/i))),
  }),
  VITRINE_OPERATOR_NAME: setting({
    what: 'Who runs the installation, as the privacy page names them.',
    expects: 'a name of at most 300 characters',
    example: 'Example Support Ltd',
    otherwise: 'Not stated',
    shape: text,
  }),
  VITRINE_OPERATOR_ADDRESS: setting({
    what: 'Their postal address.',
    expects: 'an address of at most 300 characters',
    example: '1 Example Street, Example Town',
    otherwise: 'Not stated',
    shape: text,
  }),
  VITRINE_OPERATOR_COUNTRY: setting({
    what: 'The country whose law they work under.',
    expects: 'the name of a country',
    example: 'Germany',
    otherwise: 'Not stated',
    shape: text,
  }),
  VITRINE_OPERATOR_CONTACT: setting({
    what: 'How they are reached.',
    expects: 'an e-mail address or a link',
    example: 'hello@support.example',
    otherwise: 'Not stated',
    shape: text,
  }),
  VITRINE_OPERATOR_PRIVACY_CONTACT: setting({
    what: 'Who answers questions about personal data.',
    expects: 'an e-mail address or a link',
    example: 'privacy@support.example',
    otherwise: 'the contact above',
    shape: text,
  }),
  VITRINE_OPERATOR_HOSTING: setting({
    what: 'The company on whose machines the installation runs, published as a recipient.',
    expects: 'a name of at most 300 characters',
    example: 'Example Hosting GmbH, Germany',
    otherwise: 'none: the operator’s own machine',
    shape: text,
  }),
} as const satisfies Record<string, Setting>

export type SettingName = keyof typeof settings
export type Given = { readonly [Name in SettingName]?: z.output<(typeof settings)[Name]['shape']> }

/** The repository's own folder unless said otherwise; git ignores it. */
export const ownDataDir = join(import.meta.dirname, '../../../.vitrine')
