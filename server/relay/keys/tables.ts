import {
  activity,
  boolean,
  bytes,
  type Column,
  id,
  integer,
  job,
  keyspace,
  type Meaning,
  nullable,
  operational,
  refers,
  table,
  text,
  texts,
  timestamp,
  uuid,
} from '@vitrine/ledger'

export const relayAccess = activity('relay-access', {
  title: 'Keys and limits of the model relay',
  role: 'controller',
  purpose: 'Letting the programs of organizations use models, each as far as its key and its limits reach.',
  legalBasis: 'contract',
  subjects: ['client', 'member'],
  serves: 'accounts',
  safeguards: ['Keys as SHA-256 only', 'A revoked key ends at once on every machine'],
})

/** Read as text: as a JavaScript number it would not be exact. 10⁻¹² US dollars. */
const amount = (meaning: Meaning): Column<string, string> => ({
  sql: 'numeric(38,0)',
  nullable: false,
  defaulted: false,
  meaning,
})

const limit = (what: string) => operational('configuration', { what })
const limits = {
  requests_per_minute: nullable(integer(limit('How many requests a minute it may make.'))),
  tokens_per_minute: nullable(integer(limit('How many tokens a minute it may use.'))),
  concurrent: nullable(integer(limit('How many requests it may have under way at once.'))),
  spend_per_day: nullable(amount(limit('How much it may spend on a day.'))),
  spend_per_month: nullable(amount(limit('How much it may spend in a month.'))),
}

/** How long a key is listed after it has ended, so that what was done with it can be explained. */
const shownDays = 90

export const apiKeys = table(
  'api_keys',
  {
    what: 'Keys with which programs use models through the relay.',
    activity: relayAccess,
    subjects: ['client', 'member'],
    keep: { days: shownDays, from: 'ends_at' },
    region: 'control',
  },
  {
    id: id(),
    organization_id: refers('organizations'),
    project_id: nullable(refers('projects')),
    member_id: nullable(refers('users', 'delete', operational('reference', { what: 'The member whose key it is.' }))),
    name: text(operational('account', { what: 'What it is for.' })),
    prefix: text(operational('account', { what: 'Its first characters, to tell it from others.' })),
    sha256: bytes(operational('secret', { what: 'SHA-256 of the key; the key itself is shown once.' })),
    models: texts(limit('Which models it is for; none: all.')),
    endpoints: texts(limit('Which endpoints it is for; none: all.')),
    networks: texts(limit('From which networks it works; none: from everywhere.')),
    ...limits,
    created_at: timestamp(operational('account', { what: 'Since when.' })),
    ends_at: nullable(
      timestamp(operational('account', { what: 'When it ends: as it was set, as it was replaced, or revoked.' })),
    ),
    revoked_at: nullable(timestamp(operational('account', { what: 'When it was revoked.' }))),
    rotated_from: nullable(uuid(operational('reference', { what: 'Which key it replaces, by its id.' }))),
  },
)

export const relayLimits = table(
  'relay_limits',
  {
    what: 'How far an organization, one of its projects or one of its members may use the relay.',
    activity: relayAccess,
    subjects: ['client', 'member'],
    keep: { lifetime: 'until the limit is removed' },
    region: 'control',
  },
  {
    id: id(),
    organization_id: refers('organizations'),
    project_id: nullable(refers('projects')),
    member_id: nullable(refers('users')),
    ...limits,
    own_keys: boolean(limit('Whether they may make keys for themselves.')),
  },
)

/** What is spent is counted by calendar days and months of UTC; the month before stays readable for a month. */
export const keySpend = table(
  'key_spend',
  {
    what: 'How much was spent with each key on each day, which budgets are held against.',
    activity: relayAccess,
    subjects: ['client', 'member'],
    keep: { days: 62, from: 'day' },
    region: 'control',
  },
  {
    key_id: refers('api_keys'),
    organization_id: refers('organizations'),
    project_id: nullable(refers('projects')),
    member_id: nullable(refers('users')),
    day: timestamp(operational('payment', { what: 'The day, as its first moment in UTC.' })),
    amount: amount(operational('payment', { what: 'How much.' })),
  },
)

export const keyNews = keyspace('relay-key-news', {
  kind: 'channel',
  what: 'Which key was just changed or revoked, or of which organization the limits were.',
  activity: relayAccess,
  subjects: ['client'],
  holds: operational('reference'),
  ttl: { seconds: 1, why: 'Messages are not kept.' },
  // Other processes on this machine hear it too.
  survives: 'restart',
  region: 'control',
})

export const tellExpiredKeysJob = job('relay.tell-expired-keys', {
  what: 'Tells organizations which of their keys have come to their end.',
  activity: relayAccess,
  carries: {},
})
