import {
  activity,
  bigint,
  boolean,
  type Column,
  integer,
  nullable,
  number,
  operational,
  personal,
  refers,
  table,
  telemetry,
  text,
  timestamp,
  uuid,
} from '@vitrine/ledger'

export const relaying = activity('relaying', {
  title: 'Requests to models',
  role: 'controller',
  purpose:
    'Showing organizations which requests their programs made, how fast and how well they were answered, and what they cost.',
  legalBasis: 'contract',
  subjects: ['client', 'member'],
  safeguards: [
    'Never a word of a prompt or of an answer',
    'Network addresses cut to a network of many before they are stored',
    'Gone after a time that each organization sets',
  ],
})

export const accounting = activity('model-accounting', {
  title: 'What requests to models used',
  role: 'controller',
  purpose: 'Explaining each charge: which units of which model a request used, and what they cost.',
  legalBasis: 'legal obligation',
  subjects: ['client'],
  serves: 'accountability',
  safeguards: ['Ids and counts only', 'Never a word of a prompt or of an answer'],
})

/** Ten years, and the one it falls in. */
export const statutoryDays = 4_018

const reference = (what: string) => operational('reference', { what })
const billing = { keep: 'Whoever is billed may ask for years what for; the bare id names nobody once the row is gone.' }
const money = (what: string) => bigint(operational('payment', { what })) as Column<number | string>
const count = (what: string) => bigint(operational('payment', { what }))
const key = () => uuid(reference('Which API key, by its id.'))
const model = () => text(operational('operation', { what: 'Model, as the client called it.' }))

export const requestLog = table(
  'request_log',
  {
    what: 'Requests of organizations’ programs to models: when, which model, how it went, how fast; nothing of what was asked or answered.',
    activity: relaying,
    subjects: ['client'],
    keep: { organizations: 'request_log_days', from: 'at', least: 1, usual: 30, most: 365 },
    region: 'control',
    partitions: { by: 'at', every: 'month' },
  },
  {
    request_id: uuid(reference('Number of the request, which its answer carries too.')),
    at: timestamp(telemetry('operation', { what: 'When it began.' })),
    organization_id: refers('organizations'),
    project_id: nullable(refers('projects')),
    member_id: nullable(refers('users', 'clear')),
    key_id: key(),
    model: model(),
    provider: text(telemetry('operation', { what: 'Provider that answered; empty if none was reached.' })),
    channel_id: nullable(uuid(reference('Channel that answered, by its id.'))),
    endpoint: text(telemetry('operation', { what: 'Kind of request, such as chat.' })),
    status: integer(telemetry('operation', { what: 'HTTP status.' })),
    outcome: text(telemetry('operation', { what: 'How it ended.' })),
    attempts: integer(telemetry('operation', { what: 'How many times providers were asked.' })),
    first_byte_ms: nullable(integer(telemetry('operation', { what: 'Milliseconds until the answer began.' }))),
    total_ms: integer(telemetry('operation', { what: 'Milliseconds until it ended.' })),
    overhead_ms: number(telemetry('operation', { what: 'Milliseconds of that which are ours.' })),
    input_tokens: integer(telemetry('operation', { what: 'Tokens sent.' })),
    output_tokens: integer(telemetry('operation', { what: 'Tokens received.' })),
    cost: money('What it cost, in 10⁻¹² US dollars.'),
    billed: boolean(operational('payment', { what: 'Whether it was billed.' })),
    stream: boolean(telemetry('operation', { what: 'Whether the answer came piece by piece.' })),
    network: nullable(text(personal('location', { what: 'From which network: /24 or, of IPv6, /48.' }))),
    user_agent: text(telemetry('device', { what: 'What the client’s program calls itself.' })),
  },
)

export const usageRecords = table(
  'usage_records',
  {
    what: 'What each request to a model used and cost: the evidence behind a charge.',
    activity: accounting,
    subjects: [],
    keep: { days: statutoryDays, from: 'at' },
    region: 'control',
    partitions: { by: 'at', every: 'month' },
  },
  {
    request_id: uuid(reference('Number of the request.')),
    at: timestamp(operational('payment', { what: 'When it began.' })),
    organization_id: refers('organizations', billing),
    project_id: nullable(refers('projects', billing)),
    member_id: nullable(refers('users', 'clear')),
    key_id: key(),
    model: model(),
    provider: text(operational('operation', { what: 'Provider that answered.' })),
    channel_id: nullable(uuid(reference('Channel that answered, by its id.'))),
    input: count('Tokens sent, without those below.'),
    cached_input: count('Tokens read from the provider’s cache.'),
    cache_write: count('Tokens written to it.'),
    cache_write_long: count('Tokens written to it for longer.'),
    output: count('Tokens received, without those below.'),
    reasoning: count('Tokens of reasoning.'),
    audio_input: count('Tokens of sound sent.'),
    audio_output: count('Tokens of sound received.'),
    images: count('Images made.'),
    characters: count('Characters spoken.'),
    sound_ms: count('Milliseconds of sound transcribed.'),
    cost: money('What it cost, in 10⁻¹² US dollars.'),
    buy_cost: money('What it cost us.'),
    billed: boolean(operational('payment', { what: 'Whether it was billed.' })),
  },
)

export const usageHours = table(
  'usage_hours',
  {
    what: 'Requests, tokens and cost by the hour, for charts.',
    activity: relaying,
    subjects: [],
    keep: { days: 1_100, from: 'hour' },
    region: 'control',
    partitions: { by: 'hour', every: 'month' },
  },
  {
    hour: timestamp(operational('operation', { what: 'The hour.' })),
    organization_id: refers('organizations'),
    project_id: nullable(refers('projects')),
    member_id: nullable(
      refers('users', { keep: 'A sum of an organization’s own; the bare id names nobody once the row is gone.' }),
    ),
    key_id: key(),
    model: model(),
    requests: count('Number of requests.'),
    errors: count('How many of them were not answered.'),
    input: count('Tokens sent.'),
    cached_input: count('Tokens read from the provider’s cache.'),
    cache_write: count('Tokens written to it.'),
    output: count('Tokens received.'),
    reasoning: count('Tokens of reasoning.'),
    cost: { ...money('What they cost, in 10⁻¹² US dollars.'), sql: 'numeric(40,0)' },
    buy_cost: { ...money('What they cost us.'), sql: 'numeric(40,0)' },
  },
)
