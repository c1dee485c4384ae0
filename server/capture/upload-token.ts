import { PublicKey } from '@vitrine/protocol'
import { z } from 'zod'
import type { Context } from '../context.ts'
import { openToken, sealToken } from '../platform/crypto/token.ts'
import { ProblemError } from '../platform/errors.ts'

const hours = 24
const Upload = z.object({ key: PublicKey, reportId: z.uuid(), recordingId: z.uuid() })

/** What the bearer of an upload token may finish: one recording of one report. */
export type Upload = z.infer<typeof Upload>

/** Lasts a day: an upload resumes after a night offline, and a leaked token is soon worthless. */
export function sealUpload(ctx: Context, upload: Upload): string {
  const expiresAt = new Date(ctx.now().getTime() + hours * 3_600_000)
  return sealToken(ctx.envelope, 'upload', upload, expiresAt)
}

/** From an `Authorization: Bearer` header. Another recording's or report's token is no token here. */
export function openUpload(
  ctx: Context,
  authorization: string | undefined,
  only: Partial<Pick<Upload, 'recordingId' | 'reportId'>>,
): Upload {
  const token = /^Bearer ([\w.-]+)$/i.exec(authorization ?? '')?.[1] ?? ''
  const upload = openToken(ctx.envelope, 'upload', token, Upload, ctx.now())
  const meant = Object.entries(only).every(([name, id]) => upload?.[name as keyof Upload] === id)
  if (upload && meant) return upload
  throw new ProblemError(
    'sign-in-required',
    'This upload needs the token that came with its report, and the token has not been accepted.',
    'Open the report again with the same ids: the answer has a fresh token.',
  )
}
