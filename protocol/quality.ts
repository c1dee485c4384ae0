import { z } from 'zod'

export const QualityKind = z.enum(['fingerprint', 'eval', 'latency', 'route'])
export type QualityKind = z.infer<typeof QualityKind>
export const QualityStatus = z.enum(['pass', 'warn', 'fail'])
export type QualityStatus = z.infer<typeof QualityStatus>
/** Who measured: our questions, the requests of customers as counted afterwards, somebody else's job; or an admin took what is for normal. */
export const QualitySource = z.enum(['probe', 'traffic', 'external', 'accepted'])
export type QualitySource = z.infer<typeof QualitySource>
/** How a request to a provider went. `partly`: some of several were answered. */
export const RouteStatus = z.enum(['answered', 'partly', 'refused', 'limited', 'failed', 'timed-out', 'unreachable'])
export type RouteStatus = z.infer<typeof RouteStatus>

// Names only, nowhere room for a sentence: content has no place to go.
const Name = z.string().regex(/^[\w.:/@+-]{1,120}$/)
const Hash = z.string().regex(/^[0-9a-f]{64}$/)
const Milliseconds = z.number().int().min(0).max(3_600_000)

const Measured = {
  kind: QualityKind,
  /** As clients call it. */
  model: Name,
  provider: Name,
  status: QualityStatus,
  routeStatus: RouteStatus,
  httpStatus: z.number().int().min(100).max(599).nullish(),
  latencyMs: Milliseconds.nullish(),
  firstByteMs: Milliseconds.nullish(),
  tokensPerSecond: z.number().min(0).max(1_000_000).nullish(),
  /** From 0 to 1. */
  score: z.number().min(0).max(1).nullish(),
  promptHash: Hash.nullish(),
  responseHash: Hash.nullish(),
}

/** What a job outside has measured. */
export const ReportedCheck = z.strictObject({
  /** The same check sent again is known by it. */
  idempotencyKey: z.uuid(),
  /** Within the last day; now, unless said. */
  at: z.iso.datetime({ offset: true }).optional(),
  ...Measured,
  /** One of several questions; left out for the verdict over all of them. */
  item: Name.nullish(),
  /** A channel by its id. */
  channel: z.uuid().nullish(),
})
export type ReportedCheck = z.infer<typeof ReportedCheck>

export const ReportedChecks = z.strictObject({ checks: z.array(ReportedCheck).min(1).max(200) }).meta({
  examples: [
    {
      checks: [
        {
          idempotencyKey: '0b1f4b43-93f7-4c5e-9d41-2d6f2c8f9a10',
          kind: 'eval',
          model: 'gpt-4o',
          provider: 'openai',
          status: 'pass',
          routeStatus: 'answered',
          score: 0.98,
        },
      ],
    },
  ],
})
export type ReportedChecks = z.infer<typeof ReportedChecks>

/** `known`: those that had been taken before; they stay as they are. */
export const TakenChecks = z.object({ taken: z.number().int(), known: z.number().int() })
export type TakenChecks = z.infer<typeof TakenChecks>

export const QualityCheck = z.object({
  id: z.uuid(),
  at: z.iso.datetime(),
  source: QualitySource,
  ...Measured,
  item: z.string().nullable(),
  channel: z.uuid().nullable(),
  slowFirstByteMs: z.number().int().nullable(),
  sample: z.number().int().nullable(),
})
export type QualityCheck = z.infer<typeof QualityCheck>

/** `auto`: as soon as there is a channel to a real provider. */
export const Probing = z.enum(['auto', 'on', 'off'])
export type Probing = z.infer<typeof Probing>

export const QualitySettings = z.object({
  probing: Probing,
  roundsPerDay: z.number().int().min(1).max(24),
})
export type QualitySettings = z.infer<typeof QualitySettings>
export const QualitySettingsChange = z.strictObject(QualitySettings.partial().shape)

/** A way to a model, with its latest verdict of each kind. */
export const WatchedChannel = z.object({
  channel: z.uuid().nullable(),
  /** What the operator calls it; none for one that is no more. */
  name: z.string().nullable(),
  model: z.string(),
  provider: z.string(),
  checks: z.partialRecord(QualityKind, QualityCheck),
})
export type WatchedChannel = z.infer<typeof WatchedChannel>

export const Quality = z.object({
  settings: QualitySettings,
  /** What the setting came to when what there is to ask was last looked at. */
  active: z.boolean(),
  lookedAt: z.iso.datetime().nullable(),
  /** Models on channels that there were to ask. */
  watched: z.number().int(),
  lastRoundAt: z.iso.datetime().nullable(),
  nextRoundAt: z.iso.datetime().nullable(),
  channels: z.array(WatchedChannel),
})
export type Quality = z.infer<typeof Quality>

export const QualityChecksQuery = z.object({
  model: Name.optional(),
  channel: z.uuid().optional(),
  kind: QualityKind.optional(),
  /** Verdicts, or the single questions behind them too. */
  items: z.stringbool().default(false),
  before: z.iso.datetime().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
export type QualityChecksQuery = z.infer<typeof QualityChecksQuery>
/** Newest first. */
export const QualityChecks = z.object({ checks: z.array(QualityCheck) })
export type QualityChecks = z.infer<typeof QualityChecks>

/** A channel whose present answers are right: what it is compared with begins anew. */
export const AcceptedChannel = z.strictObject({ channel: z.uuid(), model: Name })
export type AcceptedChannel = z.infer<typeof AcceptedChannel>
/** How many kinds of checks that touched; none where the model was never asked on the channel. */
export const TakenForNormal = z.object({ taken: z.number().int() })
export type TakenForNormal = z.infer<typeof TakenForNormal>

/** What everybody may see: figures by model, without the ways to it, whose requests they were, or how many. */
export const TrustedModel = z.object({
  model: z.string(),
  /** Share of hours' requests that were answered, in percent. */
  uptimePercent: z.number().nullable(),
  /** Rounded. */
  firstByteMs: z.object({ typical: z.number().int(), slow: z.number().int() }).nullable(),
  checks: z.partialRecord(QualityKind, z.object({ status: QualityStatus, at: z.iso.datetime() })),
})
export type TrustedModel = z.infer<typeof TrustedModel>

export const Trust = z.object({
  /** To the hour. */
  asOf: z.iso.datetime(),
  days: z.number().int(),
  models: z.array(TrustedModel),
  measured: z.record(QualityKind, z.string()),
  limits: z.array(z.string()),
})
export type Trust = z.infer<typeof Trust>
