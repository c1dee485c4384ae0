import { capitals, digits, letters, type Random } from './random.ts'

type Make = (random: Random) => string

const hex = '0123456789abcdef'
const word = capitals + letters + digits
const base64url = `${word}-_`
/** A run that holds at least one digit and both cases, as random ones of some length do. */
const mixed = ({ run, below }: Random, length: number, alphabet = word): string => {
  const text = run(length, alphabet)
  const at = 1 + below(length - 4)
  return `${text.slice(0, at)}a7Q${text.slice(at + 3)}`
}
const after =
  (prefix: string, length: number, alphabet = word): Make =>
  (random) =>
    prefix +
    (alphabet === word || alphabet === base64url ? mixed(random, length, alphabet) : random.run(length, alphabet))

export const apiKeys: Readonly<Record<string, Make>> = {
  aws: after('AKIA', 16, capitals + '234567'),
  'aws-temporary': after('ASIA', 16, capitals + '234567'),
  github: after('ghp_', 36),
  'github-app': after('ghs_', 36),
  'github-fine': (random) => `github_pat_${mixed(random, 22)}_${mixed(random, 59)}`,
  gitlab: after('glpat-', 20),
  slack: (random) => `xoxb-${random.run(12)}-${random.run(13)}-${mixed(random, 24)}`,
  'slack-app': (random) => `xapp-1-${random.run(11, capitals + digits)}-${random.run(13)}-${random.run(64, hex)}`,
  'slack-hook': (random) =>
    `hooks.slack.com/services/T${random.run(8, capitals + digits)}/B${random.run(8, capitals + digits)}/${mixed(random, 24)}`,
  stripe: after('sk_live_', 24),
  'stripe-restricted': after('rk_live_', 24),
  'stripe-hook': after('whsec_', 32),
  openai: (random) => `sk-proj-${mixed(random, 48, base64url)}`,
  'openai-old': after('sk-', 48),
  anthropic: (random) => `sk-ant-api03-${mixed(random, 80, base64url)}AA`,
  google: (random) => `AIza${mixed(random, 35, base64url)}`,
  'google-oauth': after('GOCSPX-', 28),
  'google-access': (random) => `ya29.${mixed(random, 60, base64url)}`,
  npm: after('npm_', 36),
  pypi: (random) => `pypi-AgEIcHlwaS5vcmc${mixed(random, 60)}`,
  sendgrid: (random) => `SG.${mixed(random, 22)}.${mixed(random, 43)}`,
  twilio: (random) => `SK${random.run(32, hex)}`,
  mailgun: (random) => `key-${random.run(32, hex)}`,
  mailchimp: (random) => `${random.run(32, hex)}-us${1 + random.below(20)}`,
  shopify: after('shpat_', 32, hex),
  digitalocean: after('dop_v1_', 64, hex),
  huggingface: after('hf_', 34),
  databricks: after('dapi', 32, hex),
  vault: (random) => `hvs.${mixed(random, 90)}`,
  telegram: (random) => `${random.run(10).replace(/^0/, '5')}:AA${mixed(random, 33, base64url)}`,
  discord: (random) => `MT${mixed(random, 24)}.G${random.run(5, word)}.${mixed(random, 38, base64url)}`,
  linear: after('lin_api_', 40),
  notion: after('ntn_', 46),
  square: (random) => `sq0atp-${mixed(random, 22, base64url)}`,
  planetscale: after('pscale_tkn_', 43),
  supabase: after('sbp_', 40, hex),
  doppler: after('dp.pt.', 43),
  postman: (random) => `PMAK-${random.run(24, hex)}-${random.run(34, hex)}`,
  newrelic: after('NRAK-', 27, capitals + digits),
  sentry: after('sntrys_', 60),
  grafana: (random) => `glsa_${mixed(random, 32)}_${random.run(8, hex)}`,
  figma: (random) => `figd_${mixed(random, 40, base64url)}`,
  airtable: (random) => `pat${mixed(random, 14)}.${random.run(64, hex)}`,
  atlassian: (random) => `ATATT3xFfGF0${mixed(random, 60, base64url)}`,
  bitbucket: after('ATBB', 32),
  alibaba: after('LTAI5t', 18),
  groq: after('gsk_', 52),
  xai: after('xai-', 80),
  replicate: after('r8_', 37),
  perplexity: after('pplx-', 48),
  rubygems: after('rubygems_', 48, hex),
  docker: (random) => `dckr_pat_${mixed(random, 27, base64url)}`,
  netlify: after('nfp_', 36),
  dynatrace: (random) => `dt0c01.${random.run(24, capitals + digits)}.${random.run(64, capitals + digits)}`,
  brevo: (random) => `xkeysib-${random.run(64, hex)}-${mixed(random, 16)}`,
  pulumi: after('pul-', 40, hex),
  typeform: (random) => `tfp_${mixed(random, 44, base64url)}`,
  'age-key': (random) => `AGE-SECRET-KEY-1${random.run(58, 'QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L')}`,
  mapbox: (random) => `sk.eyJ1Ijoi${mixed(random, 40)}.${mixed(random, 22)}`,
  terraform: (random) => `${mixed(random, 14)}.atlasv1.${mixed(random, 60)}`,
  heroku: (random) => `HRKU-AA${mixed(random, 58, base64url)}`,
}

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
const jwt: Make = (random) =>
  [
    encode({ alg: random.pick(['HS256', 'RS256', 'ES256']), typ: 'JWT' }),
    encode({ sub: random.run(8), iat: 1_709_800_000 + random.below(90_000) }),
    mixed(random, 43, base64url),
  ].join('.')
const unsigned: Make = (random) => `${encode({ alg: 'none' })}.${encode({ sub: random.run(6) })}.`
const encrypted: Make = (random) =>
  `${encode({ alg: 'RSA-OAEP', enc: 'A256GCM' })}.${[80, 16, 40, 22].map((length) => mixed(random, length, base64url)).join('.')}`
export const jwts: readonly Make[] = [jwt, unsigned, encrypted]

export const bearers: readonly Make[] = [
  (random) => mixed(random, 32),
  (random) => mixed(random, 20, base64url),
  (random) => random.run(40, hex),
  (random) => Buffer.from(`user${random.below(99)}:${mixed(random, 9)}`).toString('base64'),
]

export const passwords: readonly Make[] = [
  ({ pick }) =>
    pick([
      'hunter2',
      'swordfish',
      'tr0ub4dor&3',
      'geheim',
      'letmein',
      'Passw0rd!',
      'qwertz',
      'mima1234',
      'P@$$w0rd',
      'monkey',
    ]),
  (random) => mixed(random, 12),
  ({ run }) => run(6),
]
export const tokens: readonly Make[] = [
  (random) => mixed(random, 24),
  (random) => random.run(32, hex),
  (random) => mixed(random, 40, base64url),
]

export const privateKeys: readonly Make[] = ['RSA ', 'EC ', '', 'ENCRYPTED ', 'OPENSSH '].map(
  (kind) => (random) =>
    `-----BEGIN ${kind}PRIVATE KEY-----\\nMII${mixed(random, 61)}\\n${mixed(random, 48)}==\\n-----END ${kind}PRIVATE KEY-----`,
)
