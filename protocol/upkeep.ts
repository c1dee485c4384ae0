import { z } from 'zod'

/** Where what is stored and what is published differ or differed. */
export const DriftDifference = z.object({
  id: z.uuid(),
  /** Which kind, for example `undeclared-column`. */
  code: z.string(),
  place: z.string(),
  what: z.string(),
  /** What to do about it. */
  write: z.string(),
  firstSeenAt: z.iso.datetime(),
  lastSeenAt: z.iso.datetime(),
  goneAt: z.iso.datetime().nullable(),
})
export type DriftDifference = z.infer<typeof DriftDifference>

export const DriftCheck = z.object({
  id: z.uuid(),
  startedAt: z.iso.datetime(),
  /** `null`: it goes on. */
  finishedAt: z.iso.datetime().nullable(),
  /** Somebody asked for it; else it was due. */
  asked: z.boolean(),
  /** How much was looked at: tables, keys, objects, documents, observations. */
  looked: z.record(z.string(), z.number()),
  differences: z.number().int().nullable(),
})
export type DriftCheck = z.infer<typeof DriftCheck>

export const Drift = z.object({
  nextCheckAt: z.iso.datetime(),
  /** Newest first. */
  checks: z.array(DriftCheck),
  open: z.array(DriftDifference),
  /** The latest that went away. */
  gone: z.array(DriftDifference),
})
export type Drift = z.infer<typeof Drift>

export const Sweep = z.object({
  id: z.uuid(),
  startedAt: z.iso.datetime(),
  /** `null`: it goes on, or it was interrupted and the next one took over. */
  finishedAt: z.iso.datetime().nullable(),
  /** Place → how many entries went. */
  erased: z.record(z.string(), z.number()),
  /** Place → seconds from when the first of them was due. */
  lateness: z.record(z.string(), z.number()),
})
export type Sweep = z.infer<typeof Sweep>

export const Retention = z.object({
  nextSweepAt: z.iso.datetime(),
  /** The latest, newest first. */
  sweeps: z.array(Sweep),
  /** What is kept for a time, place by place, with the worst lateness of the sweeps above. */
  places: z.array(
    z.object({
      place: z.string(),
      what: z.string(),
      kept: z.string(),
      erased: z.number(),
      lateSeconds: z.number().nullable(),
    }),
  ),
  projects: z.array(
    z.object({ id: z.uuid(), name: z.string(), organization: z.string(), retentionDays: z.number().int() }),
  ),
})
export type Retention = z.infer<typeof Retention>

export const RetentionQuery = z.object({ days: z.coerce.number().int().min(1).max(730) })

/** What a retention setting would delete with the next sweep. */
export const RetentionPreview = z.object({
  days: z.number().int(),
  currentDays: z.number().int(),
  /** Everything older goes. */
  before: z.iso.datetime(),
  nextSweepAt: z.iso.datetime(),
  reports: z.number().int(),
  recordings: z.number().int(),
  bytes: z.number(),
  oldest: z.iso.datetime().nullable(),
  /** Every place that loses something, with how much. */
  places: z.array(z.object({ place: z.string(), what: z.string(), count: z.number().int() })),
  /** Days (UTC) on which what would go was sent, oldest first. */
  perDay: z.array(z.object({ day: z.iso.date(), reports: z.number().int(), recordings: z.number().int() })),
})
export type RetentionPreview = z.infer<typeof RetentionPreview>
