import { createHash } from 'node:crypto'
import { exportIndex } from '@vitrine/ledger'
import type { ErasureSubject } from '@vitrine/protocol'
import type { Context } from '../../context.ts'
import { publishDocument } from '../documents/publish.ts'
import { recipientsInUse } from '../recipients-in-use.ts'
import type { Contents } from './contents.ts'
import type { ExportFile, Listed } from './export-file.ts'

const format = 'vitrine-export-1'

async function* one(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text)
}
const file = (path: string, text: string): ExportFile => ({ path, compress: true, body: one(text) })

const names: Readonly<Record<ErasureSubject['kind'], string>> = {
  project: 'Project',
  report: 'Report',
  recording: 'Recording',
  visitor: 'Visitor',
  member: 'Account',
  organization: 'Organization',
}

type About = { readonly id: string; readonly subject: ErasureSubject; readonly madeAt: Date }

/**
 * What a copy ends with: its first page, the list of all other files, and the installation's signature of that list.
 * `told` hears the SHA-256 of the list.
 */
export async function* closingFiles(
  ctx: Context,
  { plan }: Contents,
  { id, subject, madeAt }: About,
  listed: readonly Listed[],
  told: (manifestSha256: Buffer) => void,
): AsyncGenerator<ExportFile> {
  const { version } = await publishDocument(ctx, 'privacy-page')
  const { config } = ctx
  const privacyPage = new URL('/privacy', config.publicUrl).href
  const index = exportIndex({
    title: `${names[subject.kind]} ${subject.id}`,
    madeAt,
    operator: config.operator.name || new URL(config.publicUrl).host,
    privacyPage,
    plan,
    files: listed,
    recipients: await recipientsInUse(ctx),
  })
  yield file('index.html', index)
  const manifest = {
    format,
    export: id,
    subject,
    madeAt: madeAt.toISOString(),
    installation: config.publicUrl,
    privacyPage: { address: privacyPage, sha256: version.hash },
    files: listed,
    leftOut: plan.leftOut,
  }
  const text = `${JSON.stringify(manifest, null, 1)}\n`
  told(createHash('sha256').update(text).digest())
  yield file('manifest.json', text)
  const signature = {
    algorithm: 'ES256',
    of: 'manifest.json',
    publicKey: ctx.signer.publicJwk,
    signature: ctx.signer.sign(Buffer.from(text)),
  }
  yield file('manifest.signature.json', `${JSON.stringify(signature, null, 1)}\n`)
}
