import { z } from 'zod'

/** From the dashboard, over `/api/socket`. */
export const ClientMessage = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('watch-project'), projectId: z.uuid() }),
  z.object({ kind: z.literal('leave-project'), projectId: z.uuid() }),
])
export type ClientMessage = z.infer<typeof ClientMessage>

/** To the dashboard. Says what changed; the data itself is read through the API, where rights are checked. */
export const ServerMessage = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('watching'), projectId: z.uuid() }),
  z.object({ kind: z.literal('refused'), projectId: z.uuid().optional(), code: z.string(), detail: z.string() }),
  z.object({ kind: z.literal('report-received'), projectId: z.uuid(), reportId: z.uuid() }),
  z.object({ kind: z.literal('report-changed'), projectId: z.uuid(), reportId: z.uuid() }),
  z.object({ kind: z.literal('report-erased'), projectId: z.uuid(), reportId: z.uuid() }),
  z.object({ kind: z.literal('project-erased'), projectId: z.uuid() }),
  z.object({ kind: z.literal('snippet-seen'), projectId: z.uuid(), origin: z.string() }),
])
export type ServerMessage = z.infer<typeof ServerMessage>
