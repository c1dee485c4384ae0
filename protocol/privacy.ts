import { z } from 'zod'

/** Subjects that can be erased now; `ledger.md` names the rest. */
export const ErasureSubject = z.object({ kind: z.enum(['recording', 'report', 'project']), id: z.uuid() })
export type ErasureSubject = z.infer<typeof ErasureSubject>

/** `preview: true` changes nothing and answers with what would go. */
export const DataDeletion = z.object({ subject: ErasureSubject, preview: z.boolean().default(false) })

export const StoreOutcome = z.object({
  /** `table recordings`, `objects recordings/{project_id}/{id}/`, `keys snippet-seen:{id}` */
  place: z.string(),
  what: z.string(),
  outcome: z.enum(['will erase', 'erased', 'not present', 'exempt', 'failed']),
  count: z.number().int(),
  reason: z.string().optional(),
})
export type StoreOutcome = z.infer<typeof StoreOutcome>

export const Erasure = z.object({
  id: z.uuid().nullable(),
  subject: ErasureSubject,
  state: z.enum(['preview', 'pending', 'done', 'failed']),
  requestedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
  stores: z.array(StoreOutcome),
})
export type Erasure = z.infer<typeof Erasure>

export const ErasureParams = z.object({ erasureId: z.uuid() })

/** A ZIP with everything that is held about or for a subject. */
export const RequestExport = z.object({ subject: ErasureSubject })

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
