import { z } from 'zod'
import { Assets, Sha256 } from './assets.ts'
import { CaptureSettings, CaptureSummary } from './capture-settings.ts'
import { Masking } from './projects.ts'
import { TriggerEvaluation, TriggerRules } from './triggers.ts'
import { VisitorDigest } from './visitors.ts'
import { VoiceNote } from './voice.ts'

/** `pk_` and 24 characters; public, tells projects apart, opens nothing by itself. */
export const PublicKey = z.string().regex(/^pk_[A-Za-z0-9]{24}$/)

/** What the snippet may do on this project, signed by the installation (ES256 over the exact bytes of `policy`). */
export const SignedPolicy = z.object({ policy: z.string(), signature: z.string() })
export type SignedPolicy = z.infer<typeof SignedPolicy>
export const Policy = z.object({
  project: PublicKey,
  masking: Masking,
  /** Length of the rolling buffer in seconds; 0: reports carry a description only. */
  recordingSeconds: z.number().int(),
  capture: CaptureSettings,
  triggers: TriggerRules,
  privacyUrl: z.string(),
  issuedAt: z.iso.datetime(),
})
export type Policy = z.infer<typeof Policy>

/** Sent as `Content-Type: text/plain`, so that no preflight request precedes it. */
export const Ping = z.object({ key: PublicKey })

/** Milliseconds since the epoch, up to the year 9999. */
export const Moment = z.number().min(0).max(253_402_300_799_999)

export const ConsoleEntry = z.object({
  at: Moment,
  level: z.enum(['debug', 'log', 'info', 'warn', 'error']),
  args: z.array(z.string().max(5_000)).max(20),
  stack: z.string().max(10_000).optional(),
})
export type ConsoleEntry = z.infer<typeof ConsoleEntry>

const at = Moment
/** Id of the node in the recording, so that the replay can point at it. */
const node = z.number().int().positive().optional()
const Body = z.string().max(20_000).optional()

/** Everything that happened beside the picture; one list, ordered by `at`. */
export const TimelineEntry = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('click'), at, target: z.string().max(300), node, x: z.number(), y: z.number() }),
  z.object({ kind: z.literal('rage-click'), at, target: z.string().max(300), node, clicks: z.number().int() }),
  /** Nothing on the page answered it. */
  z.object({ kind: z.literal('dead-click'), at, target: z.string().max(300), node }),
  z.object({
    kind: z.literal('navigation'),
    at,
    url: z.string().max(2_000),
    how: z.enum(['load', 'push', 'replace', 'pop', 'hash']),
  }),
  z.object({
    kind: z.literal('request'),
    at,
    via: z.enum(['fetch', 'xhr', 'beacon', 'sse', 'websocket']),
    /** Of a connection: GET when it has opened, CLOSE when it has closed, with all that went over it. */
    method: z.string().max(20),
    url: z.string().max(2_000),
    /** 0 when no answer came; 202 where the browser tells no more than that it was sent. */
    status: z.number().int(),
    durationMs: z.number(),
    /** Until the answer began to come, where the browser says so. */
    firstByteMs: z.number().optional(),
    requestBytes: z.number().nullable(),
    responseBytes: z.number().nullable(),
    /** That went over a connection. */
    messages: z.number().int().optional(),
    error: z.string().max(500).optional(),
    /** Only of addresses that the project names; masked, cut. */
    requestBody: Body,
    responseBody: Body,
  }),
  z.object({
    kind: z.literal('frame'),
    at,
    url: z.string().max(2_000),
    direction: z.enum(['sent', 'received']),
    bytes: z.number().int(),
    /** Only of addresses that the project names; masked, cut. */
    text: z.string().max(5_000).optional(),
  }),
  z.object({ kind: z.literal('mark'), at, name: z.string().max(300) }),
  z.object({
    kind: z.literal('vital'),
    at,
    name: z.enum(['LCP', 'CLS', 'INP', 'FCP', 'TTFB', 'long-task']),
    value: z.number(),
  }),
  z.object({
    kind: z.literal('error'),
    at,
    message: z.string().max(2_000),
    source: z.enum(['error', 'unhandledrejection']),
    stack: z.string().max(10_000).optional(),
  }),
])
export type TimelineEntry = z.infer<typeof TimelineEntry>

export const Environment = z.object({
  userAgent: z.string().max(500),
  locale: z.string().max(50),
  viewport: z.object({ width: z.number().int(), height: z.number().int() }),
  screen: z.object({ width: z.number().int(), height: z.number().int(), pixelRatio: z.number() }),
  timeZone: z.string().max(60),
})
export type Environment = z.infer<typeof Environment>

/** How often each kind was masked or redacted, by name of the kind. */
const atMostHundred = (facts: object) => Object.keys(facts).length <= 100
export const MaskCounts = z
  .record(z.string().regex(/^[\w-]{1,40}$/), z.number().int().nonnegative())
  .refine(atMostHundred, 'at most 100 entries')
export type MaskCounts = z.infer<typeof MaskCounts>

/** A flat set of the client's own facts: order number, plan, feature flags. */
export const CustomContext = z
  .record(z.string().max(60), z.union([z.string().max(2_000), z.number(), z.boolean(), z.null()]))
  .refine(atMostHundred, 'at most 100 entries')
export type CustomContext = z.infer<typeof CustomContext>

/** Opens a report. `id`s are made by the snippet, so that a repeated request is the same report. */
export const SendReport = z.object({
  key: PublicKey,
  id: z.uuid(),
  description: z.string().trim().max(10_000),
  pageUrl: z.string().max(2_000),
  environment: Environment,
  context: CustomContext,
  /** Which visitor it is, if the page identified them. */
  visitor: VisitorDigest.optional(),
  policyHash: z.string().regex(/^[\w-]{0,64}$/),
  maskCounts: MaskCounts,
  recording: z.object({
    id: z.uuid(),
    startedAt: Moment,
    endedAt: Moment,
    /** Number of event chunks that will follow; 0 when recording is off. */
    chunks: z.number().int().min(0).max(2_000),
    console: z.array(ConsoleEntry).max(2_000),
    timeline: z.array(TimelineEntry).max(5_000),
    capture: CaptureSummary.optional(),
    voice: VoiceNote.optional(),
    /** Files that the events need to look right; `wanted` of the answer says which to send. */
    assets: Assets.optional(),
  }),
  /** Absent in reports that older builds of the snippet kept. */
  triggers: z.array(TriggerEvaluation).max(100).default([]),
})
export type SendReport = z.infer<typeof SendReport>

/** `uploadToken` authorises the chunks of this one recording, as `Authorization: Bearer`. */
export const ReportOpened = z.object({
  reportId: z.uuid(),
  recordingId: z.uuid(),
  uploadToken: z.string(),
  /** Chunks that need not be sent: already held, or not wanted because recording was turned off meanwhile. */
  received: z.array(z.number().int()),
  /** The announced voice note need not be sent: it is held already, or none is wanted. */
  voiceHeld: z.boolean(),
  /** Files that are to be sent: those the project doesn't hold, and pictures until this recording has brought them. */
  wanted: z.array(Sha256),
})
export type ReportOpened = z.infer<typeof ReportOpened>

export const ChunkParams = z.object({ recordingId: z.uuid(), seq: z.coerce.number().int().min(0).max(1_999) })
/**
 * The body is a gzip stream (`Content-Type: application/gzip`, no `Content-Encoding`) of a JSON array of whole rrweb
 * events, at most 2 MB packed, 32 MB unpacked. Chunk 0 starts with the page’s full state (Meta, FullSnapshot).
 * The header is SHA-256 of the packed body: a repeated chunk has to be the same bytes.
 */
export const ChunkHeaders = z.object({ 'x-vitrine-sha256': z.string().regex(/^[0-9a-f]{64}$/) })
export const ChunkStored = z.object({ seq: z.number().int(), stored: z.boolean() })
export type ChunkStored = z.infer<typeof ChunkStored>

export const ReportIdParams = z.object({ reportId: z.uuid() })
export const ReportSent = z.object({ reportId: z.uuid(), state: z.enum(['received']) })
export type ReportSent = z.infer<typeof ReportSent>

export const limits = {
  chunkPackedBytes: 2_000_000,
  chunkUnpackedBytes: 32_000_000,
  reportBytes: 4_000_000,
  recordingBytes: 50_000_000,
} as const
