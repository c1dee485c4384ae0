import { z } from 'zod'
import { CaptureSummary } from './capture-settings.ts'
import { ConsoleEntry, CustomContext, Environment, MaskCounts, TimelineEntry } from './intake.ts'
import { line } from './text.ts'
import { FiredTrigger } from './triggers.ts'
import { Voice } from './voice.ts'

export const ReportStatus = z.enum(['new', 'triaged', 'in progress', 'resolved', 'closed', 'duplicate'])
export type ReportStatus = z.infer<typeof ReportStatus>

export const ReportFilter = z.object({
  status: ReportStatus.optional(),
  assigneeId: z.uuid().optional(),
  /** Part of a title or page address. */
  search: z.string().max(200).optional(),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
})
export type ReportFilter = z.infer<typeof ReportFilter>

export const ReportRow = z.object({
  id: z.uuid(),
  projectId: z.uuid(),
  title: z.string(),
  status: ReportStatus,
  assignee: z.object({ userId: z.uuid(), displayName: z.string() }).nullable(),
  pageUrl: z.string(),
  createdAt: z.iso.datetime(),
  /** Milliseconds of replay; 0 when the report carries a description only. */
  durationMs: z.number().int(),
  errors: z.number().int(),
  failedRequests: z.number().int(),
})
export type ReportRow = z.infer<typeof ReportRow>

export const ReportPage = z.object({ reports: z.array(ReportRow), next: z.string().nullable() })
export type ReportPage = z.infer<typeof ReportPage>

/** One independently readable stretch of a recording. Times are milliseconds since the epoch. */
export const Block = z.object({
  seq: z.number().int(),
  firstAt: z.number(),
  lastAt: z.number(),
  events: z.number().int(),
  /** The page's full state just before the block's first event can be had at `keyframes/{seq}`. */
  keyframe: z.boolean(),
})
export type Block = z.infer<typeof Block>

export const Recording = z.object({
  id: z.uuid(),
  state: z.enum(['receiving', 'complete']),
  startedAt: z.number(),
  endedAt: z.number(),
  blocks: z.array(Block),
  description: z.string(),
  console: z.array(ConsoleEntry),
  timeline: z.array(TimelineEntry),
  environment: Environment,
  context: CustomContext,
  policyHash: z.string(),
  maskCounts: MaskCounts,
  /** What the server's own scan still found and redacted before writing. */
  redactedCounts: MaskCounts,
  /** What the recorder spent and left out. */
  capture: CaptureSummary.nullable(),
  voice: Voice.nullable(),
})
export type Recording = z.infer<typeof Recording>

export const ReportDetail = ReportRow.extend({
  recordings: z.array(Recording),
  triggers: z.array(FiredTrigger),
})
export type ReportDetail = z.infer<typeof ReportDetail>

export const ChangeReport = z
  .object({ status: ReportStatus, assigneeId: z.uuid().nullable(), title: line(200) })
  .partial()
export type ChangeReport = z.infer<typeof ChangeReport>

export const BlockParams = z.object({ recordingId: z.uuid(), seq: z.coerce.number().int().min(0) })
/** rrweb's `eventWithTime`, checked no further than needed to order it. */
export const ReplayEvent = z.looseObject({ type: z.number().int(), timestamp: z.number(), data: z.unknown() })
export type ReplayEvent = z.infer<typeof ReplayEvent>
export const ReplayEvents = z.array(ReplayEvent)
