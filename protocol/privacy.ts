import { z } from 'zod'
import { ExternalId } from './visitors.ts'

export const SubjectKind = z.enum(['visitor', 'recording', 'report', 'member', 'project', 'organization'])
export type SubjectKind = z.infer<typeof SubjectKind>

/** What can be erased or handed out as a whole, by our own id. */
export const ErasureSubject = z.object({ kind: SubjectKind, id: z.uuid() })
export type ErasureSubject = z.infer<typeof ErasureSubject>

/** A visitor as the client knows them, or anything by our own id. */
export const AskedSubject = z.union([
  z.object({ kind: z.literal('visitor'), projectId: z.uuid(), externalId: ExternalId }),
  ErasureSubject,
])
export type AskedSubject = z.infer<typeof AskedSubject>

export const DataDeletion = z.object({
  subject: AskedSubject,
  /** Changes nothing and answers with what would go. */
  preview: z.boolean().default(false),
  /** The name of the organization, typed by whoever erases it: too much hangs on it for an id that was mixed up. */
  confirm: z.string().max(200).optional(),
})
export type DataDeletion = z.infer<typeof DataDeletion>

/** The same key with the same subject is the same erasure, however often it is sent. */
export const IdempotencyHeaders = z.object({ 'idempotency-key': z.string().min(1).max(200).optional() })

/**
 * How thoroughly something is gone. `L0`: nothing more is taken in under its name. `L1`: reading it back finds nothing.
 * `L2`: it can't be read in the store's own files either, because its key was destroyed or its file removed.
 */
export const ErasureLevel = z.enum(['L0', 'L1', 'L2'])
export type ErasureLevel = z.infer<typeof ErasureLevel>

export const StoreOutcome = z.object({
  /** `table recordings`, `objects recordings/{project_id}/{id}/`, `keys snippet-seen:{id}` */
  place: z.string(),
  what: z.string(),
  outcome: z.enum(['will erase', 'erased', 'not present', 'exempt', 'failed']),
  count: z.number().int(),
  reason: z.string().optional(),
  /** Of what was erased. */
  level: ErasureLevel.optional(),
  /** Of what was erased: the day from which no log or backup holds a readable copy (L3). */
  goneOn: z.iso.date().optional(),
})
export type StoreOutcome = z.infer<typeof StoreOutcome>

/** Somebody else who received such data, and until when they may still hold it. */
export const ToldRecipient = z.object({
  id: z.string(),
  name: z.string(),
  received: z.array(z.string()),
  keeps: z.string(),
})
export type ToldRecipient = z.infer<typeof ToldRecipient>

export const Erasure = z.object({
  id: z.uuid().nullable(),
  subject: ErasureSubject,
  projectId: z.uuid().nullable(),
  organizationId: z.uuid().nullable(),
  state: z.enum(['preview', 'pending', 'done', 'failed']),
  requestedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
  stores: z.array(StoreOutcome),
  recipients: z.array(ToldRecipient),
  /** There is a signed receipt to download. */
  receipt: z.boolean(),
})
export type Erasure = z.infer<typeof Erasure>

export const ErasureParams = z.object({ erasureId: z.uuid() })

/** A ZIP with everything that is held about or for a subject. */
export const RequestExport = z.object({ subject: AskedSubject })

export const DataExport = z.object({
  id: z.uuid(),
  subject: ErasureSubject,
  state: z.enum(['waiting', 'running', 'ready', 'failed']),
  /** From 0 to 1. */
  progress: z.number().min(0).max(1),
  requestedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
  /** From then on neither this nor the file is there. */
  expiresAt: z.iso.datetime(),
  bytes: z.number().int().nullable(),
  /** Whether the one who reads this asked for it, and so may download it. */
  mine: z.boolean(),
})
export type DataExport = z.infer<typeof DataExport>

export const ExportParams = z.object({ exportId: z.uuid() })
