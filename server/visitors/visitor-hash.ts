import { createHash, createHmac } from 'node:crypto'
import { visitorText } from '@vitrine/protocol'
import type { Context } from '../context.ts'
import { projectSecret } from './project-secret.ts'

type Project = { readonly id: string; readonly region: string }

/** What the snippet makes of the client's own id for a visitor. */
export const digestOf = (externalId: string): string =>
  createHash('sha256').update(visitorText(externalId)).digest('hex')

/** The first 122 bits as a UUID of version 8. */
function asUuid(mac: Buffer): string {
  const bytes = Buffer.from(mac.subarray(0, 16))
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

/** By what a project knows a visitor again: nobody without its key can tell whether a given id is behind it. */
export async function visitorHash(ctx: Context, project: Project, digest: string): Promise<string> {
  const key = await projectSecret(ctx, project, 'visitor-hash')
  return asUuid(createHmac('sha256', key).update(digest).digest())
}
