import {
  activity,
  boolean,
  type Column,
  defaulted,
  id,
  integer,
  job,
  nullable,
  number,
  operational,
  table,
  telemetry,
  text,
  timestamp,
  uuid,
} from '@vitrine/ledger'
import type { Probing, QualityKind, QualitySource, QualityStatus, RouteStatus } from '@vitrine/protocol'

export const watchingQuality = activity('model-quality', {
  title: 'Watching the quality of models',
  role: 'controller',
  purpose:
    'Noticing when a provider answers slower, worse or with another model than before, by a few questions of our own a day and by how requests went.',
  legalBasis: 'legitimate interests',
  subjects: [],
  safeguards: [
    'Questions are fixed and ours; no customer’s prompt is ever used',
    'Of questions and answers only hashes are kept',
    'Figures from production count requests by the hour, without whose they were',
  ],
})

const measured = (what: string) => telemetry('operation', { what })
const hash = (what: string) => nullable(text(measured(what)))
const oneOf = <T extends string>(what: string) => text(measured(what)) as Column<T>

/** Longer than the page for everybody looks back, so that a season can be compared with the one before. */
const keptDays = 180

export const modelQualityChecks = table(
  'model_quality_checks',
  {
    what: 'How models were found to answer: verdicts, times and hashes, never a question or an answer.',
    activity: watchingQuality,
    subjects: [],
    keep: { days: keptDays, from: 'at' },
    region: 'control',
    partitions: { by: 'at', every: 'month' },
  },
  {
    id: id(),
    at: timestamp(measured('When.')),
    round_id: nullable(uuid(operational('reference', { what: 'Which checks were made together.' }))),
    source: oneOf<QualitySource>('Whether by our questions, from requests as counted, or by a job outside.'),
    kind: oneOf<QualityKind>('Fingerprint, small exam, latency or health of the route.'),
    model: text(measured('Model, as clients call it.')),
    provider: text(measured('Provider.')),
    provider_model: nullable(text(measured('Model, as the provider calls it.'))),
    channel_id: nullable(uuid(operational('reference', { what: 'Channel, by its id.' }))),
    item: nullable(text(measured('Which question, by its name; none for the verdict over all of them.'))),
    status: oneOf<QualityStatus>('Verdict.'),
    route_status: oneOf<RouteStatus>('Whether and how the provider answered.'),
    http_status: nullable(integer(measured('HTTP status.'))),
    latency_ms: nullable(integer(measured('Milliseconds until the answer ended.'))),
    first_byte_ms: nullable(integer(measured('Milliseconds until it began; of several, the middle one.'))),
    slow_first_byte_ms: nullable(integer(measured('The same, of the slowest twentieth.'))),
    tokens_per_second: nullable(number(measured('How fast it was written.'))),
    score: nullable(number(measured('Share that was right, agreed or was answered.'))),
    sample: nullable(integer(measured('Of how many.'))),
    prompt_hash: hash('SHA-256 of the question.'),
    response_hash: hash('SHA-256 of the answer, evened out.'),
  },
)

export const modelQualitySettings = table(
  'model_quality_settings',
  {
    what: 'Whether and how often models are asked questions.',
    activity: watchingQuality,
    subjects: [],
    keep: { lifetime: 'as long as the installation exists' },
    region: 'control',
  },
  {
    only_one: defaulted(boolean(operational('configuration', { what: 'Always true: there is one row.' }))),
    probing: text(operational('configuration', { what: 'On, off, or by itself.' })) as Column<Probing>,
    rounds_per_day: integer(operational('configuration', { what: 'How often a day.' })),
    last_round_at: nullable(timestamp(operational('operation', { what: 'When the latest round began.' }))),
    looked_at: nullable(timestamp(operational('operation', { what: 'When it was last seen what there is to ask.' }))),
    watched: defaulted(integer(operational('operation', { what: 'How many models on channels there were then.' }))),
    active: defaulted(boolean(operational('operation', { what: 'Whether they were asked by themselves then.' }))),
  },
)

export const qualityRound = job('relay.quality-round', {
  what: 'Sees which models are due to be asked.',
  activity: watchingQuality,
  carries: { asked: boolean(operational('operation', { what: 'Whether somebody asked for it.' })) },
})

export const probeChannel = job('relay.probe-channel', {
  what: 'Asks one model on one channel a few fixed questions.',
  activity: watchingQuality,
  carries: {
    round_id: uuid(operational('reference', { what: 'The round.' })),
    channel_id: uuid(operational('reference', { what: 'The channel.' })),
    model: text(operational('operation', { what: 'The model, as clients call it.' })),
  },
})

export const routeHealth = job('relay.route-health', {
  what: 'Computes from the requests of an hour how providers answered.',
  activity: watchingQuality,
  carries: {},
})
