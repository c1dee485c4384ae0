import { z } from 'zod'
import { Usd } from './money.ts'

const Among = {
  model: z.string().max(200).optional(),
  keyId: z.uuid().optional(),
  projectId: z.uuid().optional(),
  memberId: z.uuid().optional(),
}

export const RequestFilter = z.object({
  ...Among,
  /** `failed`: whatever was not answered as it should, those who left included. */
  went: z.enum(['well', 'failed']).optional(),
  from: z.iso.datetime().optional(),
  to: z.iso.datetime().optional(),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
export type RequestFilter = z.infer<typeof RequestFilter>

/** One request to a model, as the log keeps it. */
export const LoggedRequest = z.object({
  id: z.uuid(),
  at: z.iso.datetime(),
  model: z.string(),
  provider: z.string(),
  endpoint: z.string(),
  status: z.int(),
  outcome: z.string(),
  attempts: z.int(),
  firstByteMs: z.int().nullable(),
  totalMs: z.int(),
  overheadMs: z.number(),
  inputTokens: z.int(),
  outputTokens: z.int(),
  cost: Usd,
  billed: z.boolean(),
  stream: z.boolean(),
  keyId: z.uuid(),
  projectId: z.uuid().nullable(),
  memberId: z.uuid().nullable(),
  network: z.string().nullable(),
  userAgent: z.string(),
})
export type LoggedRequest = z.infer<typeof LoggedRequest>

export const RequestPage = z.object({
  requests: z.array(LoggedRequest),
  next: z.string().nullable(),
  /** For so many days the organization keeps them. */
  keptDays: z.int(),
})
export type RequestPage = z.infer<typeof RequestPage>

export const KeepRequests = z.strictObject({ days: z.int().min(1).max(365) })

export const UsageFilter = z.object({
  ...Among,
  /** By what the figures are told apart. */
  by: z.enum(['model', 'key', 'member', 'project', 'nothing']).default('model'),
  every: z.enum(['hour', 'day']).default('day'),
  from: z.iso.datetime().optional(),
  to: z.iso.datetime().optional(),
})
export type UsageFilter = z.infer<typeof UsageFilter>

const Figures = {
  requests: z.int(),
  errors: z.int(),
  inputTokens: z.int(),
  cachedTokens: z.int(),
  outputTokens: z.int(),
  reasoningTokens: z.int(),
  cost: Usd,
}

export const UsageSeries = z.object({
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  /** Most expensive first. `of`: a model, or the id of a key, member or project; `null`: of none. */
  groups: z.array(
    z.object({
      of: z.string().nullable(),
      name: z.string().nullable(),
      /** All that come after the first twenty. */
      others: z.boolean(),
      ...Figures,
      points: z.array(z.object({ at: z.iso.datetime(), ...Figures })),
    }),
  ),
})
export type UsageSeries = z.infer<typeof UsageSeries>

export const HealthFilter = z.object({
  ...Among,
  by: z.enum(['model', 'provider', 'endpoint', 'nothing']).default('model'),
  every: z.enum(['hour', 'day']).default('hour'),
  from: z.iso.datetime().optional(),
  to: z.iso.datetime().optional(),
})
export type HealthFilter = z.infer<typeof HealthFilter>

const Percentiles = z.object({ p50: z.number(), p95: z.number(), p99: z.number() }).nullable()

/** How fast and how well requests were answered. */
export const RequestHealth = z.object({
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  points: z.array(
    z.object({
      at: z.iso.datetime(),
      of: z.string().nullable(),
      requests: z.int(),
      failed: z.int(),
      left: z.int(),
      totalMs: Percentiles,
      firstByteMs: Percentiles,
      overheadMs: Percentiles,
    }),
  ),
})
export type RequestHealth = z.infer<typeof RequestHealth>
