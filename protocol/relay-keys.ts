import { z } from 'zod'
import { Dollars, Usd } from './money.ts'
import { line } from './text.ts'

const count = z.int().min(1).max(2_000_000_000).nullable()

/** How much may be used; `null`: as much as one likes. Days and months are those of the calendar, in UTC. */
export const RelayLimits = z.strictObject({
  requestsPerMinute: count.default(null),
  tokensPerMinute: count.default(null),
  concurrent: count.default(null),
  spendPerDay: Dollars.nullable().default(null),
  spendPerMonth: Dollars.nullable().default(null),
})
export type RelayLimits = z.infer<typeof RelayLimits>

/** What of the relay a key may be for. */
export const RelayEndpoint = z.enum([
  'chat',
  'responses',
  'completions',
  'embeddings',
  'images',
  'image-edits',
  'transcriptions',
  'translations',
  'speech',
  'moderations',
  'messages',
  'count-tokens',
  'generate',
  'stream-generate',
])
export type RelayEndpoint = z.infer<typeof RelayEndpoint>

const Network = z
  .union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()], {
    error: 'must be an address or a network such as 192.0.2.0/24',
  })
  .meta({ examples: ['192.0.2.0/24'] })

const scopes = {
  /** Empty: all. */
  models: z.array(line(200)).max(200),
  endpoints: z.array(RelayEndpoint).max(RelayEndpoint.options.length),
  /** From where it works; empty: from everywhere. */
  networks: z.array(Network).max(100),
}

/** Without `expiresInDays` it works until it is revoked. */
export const NewRelayKey = z.strictObject({
  name: line(100),
  projectId: z.uuid().nullable().default(null),
  models: scopes.models.default([]),
  endpoints: scopes.endpoints.default([]),
  networks: scopes.networks.default([]),
  expiresInDays: z.int().min(1).max(3_650).nullable().default(null),
  limits: RelayLimits.prefault({}),
})
export type NewRelayKey = z.infer<typeof NewRelayKey>

export const ChangeRelayKey = z.strictObject({ name: line(100), ...scopes, limits: RelayLimits }).partial()
export type ChangeRelayKey = z.infer<typeof ChangeRelayKey>

export const RelayKey = z.object({
  id: z.uuid(),
  name: z.string(),
  /** The characters it starts with. */
  prefix: z.string(),
  projectId: z.uuid().nullable(),
  /** The member whose own key it is. */
  memberId: z.uuid().nullable(),
  models: z.array(z.string()),
  endpoints: z.array(z.string()),
  networks: z.array(z.string()),
  limits: RelayLimits,
  createdAt: z.iso.datetime(),
  /** When it ends, or has ended. */
  endsAt: z.iso.datetime().nullable(),
  revokedAt: z.iso.datetime().nullable(),
  /** Which key it replaces. */
  rotatedFrom: z.uuid().nullable(),
})
export type RelayKey = z.infer<typeof RelayKey>

/** `secret` is shown this once. */
export const MadeRelayKey = RelayKey.extend({ secret: z.string() })
export type MadeRelayKey = z.infer<typeof MadeRelayKey>

/** For how long both work. */
export const RotateRelayKey = z.strictObject({ overlapHours: z.int().min(0).max(720).default(24) })
export type RotateRelayKey = z.infer<typeof RotateRelayKey>

export const RelayKeyParams = z.object({ organizationId: z.uuid(), apiKeyId: z.uuid() })

/** Limits of the whole organization, or of one of its projects or members, over all keys. */
export const SetRelayLimits = z
  .strictObject({
    projectId: z.uuid().nullable().default(null),
    memberId: z.uuid().nullable().default(null),
    limits: RelayLimits,
    /** Whether the member, or every member of the organization, may make keys for themselves. */
    ownKeys: z.boolean().default(false),
  })
  .refine(({ projectId, memberId }) => projectId === null || memberId === null, {
    message: 'name a project or a member, not both',
    path: ['memberId'],
  })
  .refine(({ projectId, ownKeys }) => projectId === null || !ownKeys, {
    message: 'is said of members or of the whole organization',
    path: ['ownKeys'],
  })
export type SetRelayLimits = z.infer<typeof SetRelayLimits>

/** What is used of limits. Requests and tokens of the last minute, and what is under way, are counted where they are limited. */
export const RelayUse = z.object({
  by: z.enum(['organization', 'project', 'member', 'key']),
  id: z.uuid(),
  requests: z.number(),
  tokens: z.number(),
  concurrent: z.number(),
  spentToday: Usd,
  spentThisMonth: Usd,
})
export type RelayUse = z.infer<typeof RelayUse>

export const RelayLimitsOf = z.object({
  projectId: z.uuid().nullable(),
  memberId: z.uuid().nullable(),
  limits: RelayLimits,
  ownKeys: z.boolean(),
})
export type RelayLimitsOf = z.infer<typeof RelayLimitsOf>
