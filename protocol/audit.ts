import { z } from 'zod'

const Named = z.object({
  id: z.uuid(),
  /** `null`: whoever or whatever it was has been erased since. */
  name: z.string().nullable(),
})

export const AuditEntry = z.object({
  id: z.uuid(),
  at: z.iso.datetime(),
  /** `noun.past-participle`: `report.changed`. */
  action: z.string(),
  actorKind: z.string(),
  actor: Named.nullable(),
  /** Whose membership it is about. */
  person: Named.nullable(),
  organization: Named.nullable(),
  project: Named.nullable(),
  target: z.object({ kind: z.string(), id: z.string().nullable() }).nullable(),
  role: z.string().nullable(),
})
export type AuditEntry = z.infer<typeof AuditEntry>

/** Without the year 0, which PostgreSQL does not have. */
export const AuditMoment = z.iso.datetime().refine((text) => !text.startsWith('0000'), 'must be after the year 0')

/** How far the seals reach, and what the last reading of all of them found. */
export const AuditState = z.object({
  sealedUntil: z.iso.datetime().nullable(),
  waiting: z.int(),
  checkedAt: z.iso.datetime().nullable(),
  /** Until when it is complete and unaltered, by that reading. */
  wholeUntil: z.iso.datetime().nullable(),
  faults: z.array(z.string()),
})
export type AuditState = z.infer<typeof AuditState>

export const AuditFilter = z.object({
  /** Who did it, or whose membership it is about. */
  person: z.uuid().optional(),
  /** The noun of the action. */
  kind: z
    .string()
    .regex(/^[a-z-]{1,40}$/)
    .optional(),
  from: AuditMoment.optional(),
  to: AuditMoment.optional(),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
})
export type AuditFilter = z.infer<typeof AuditFilter>

export const AuditPage = z.object({
  entries: z.array(AuditEntry),
  next: z.string().nullable(),
  state: AuditState,
  /** Who appears in the log, for choosing. */
  people: z.array(Named),
  /** The nouns of its actions. */
  kinds: z.array(z.string()),
})
export type AuditPage = z.infer<typeof AuditPage>

/** Where the audit chain stands, published so that nobody can cut it off unnoticed. */
export const AuditHead = z.object({
  fingerprint: z.string(),
  publicKey: z.object({ kty: z.string(), crv: z.string(), x: z.string(), y: z.string() }),
  chains: z.array(
    z.object({ chain: z.string(), number: z.int(), hash: z.string(), sealedAt: z.iso.datetime().nullable() }),
  ),
})
export type AuditHead = z.infer<typeof AuditHead>
