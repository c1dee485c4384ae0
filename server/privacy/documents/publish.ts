import { createHash } from 'node:crypto'
import {
  type Circumstances,
  type Document,
  type DocumentKind,
  documentOf,
  type PrivacyPage,
  privacyPage,
} from '@vitrine/ledger'
import type { Context, Tx } from '../../context.ts'
import { release } from '../../platform/release.ts'
import { transact } from '../../transact.ts'
import { sealOf } from './chain.ts'
import { circumstancesOf, type Scope } from './circumstances.ts'
import { inTurn } from './in-turn.ts'
import { latestVersion, listVersions, type Of, type Version } from './versions.ts'

export type Published = {
  readonly document: Document
  readonly version: Version
  readonly circumstances: Circumstances
}

/** What is hashed and stored. The installation's privacy page is stored as its data, which `/privacy.json` answers too. */
function contentOf(ctx: Context, kind: DocumentKind, circumstances: Circumstances, document: Document): string {
  const isPage = kind === 'privacy-page' && !circumstances.project
  return JSON.stringify(isPage ? pageOf(ctx, circumstances) : document)
}

/** The installation's privacy page as data. */
export const pageOf = ({ declarations }: Context, { installation }: Circumstances): PrivacyPage =>
  privacyPage(declarations, installation)

/** Seals of versions that were published before there were any. */
async function sealOlder(ctx: Context, tx: Tx, of: Of): Promise<string | null> {
  let previousSeal: string | null = null
  for (const version of (await listVersions(ctx, of)).toReversed()) {
    if (version.seal === null) {
      const { number, hash, publishedAt, release } = version
      const seal = sealOf({ ...of, number, hash, publishedAt: publishedAt.toISOString(), release, previousSeal })
      const signature = ctx.signer.sign(Buffer.from(seal))
      await tx.db
        .updateTable('document_versions')
        .set({ seal, signature, previous_seal: previousSeal })
        .where('id', '=', version.id)
        .execute()
      previousSeal = seal
    } else previousSeal = version.seal
  }
  return previousSeal
}

async function append(ctx: Context, of: Of, content: string, hash: string): Promise<Version> {
  return transact(ctx, ctx.control, async (ctx, tx) => {
    await inTurn(tx)
    const previousSeal = await sealOlder(ctx, tx, of)
    const latest = await latestVersion(ctx, of)
    if (latest?.hash === hash) return latest
    const number = (latest?.number ?? 0) + 1
    const publishedAt = ctx.now()
    const seal = sealOf({ ...of, number, hash, publishedAt: publishedAt.toISOString(), release, previousSeal })
    const version = {
      number,
      hash,
      publishedAt,
      release,
      previousSeal,
      seal,
      signature: ctx.signer.sign(Buffer.from(seal)),
    }
    const id = crypto.randomUUID()
    await tx.db
      .insertInto('document_versions')
      .values({
        id,
        kind: of.kind,
        project_id: of.projectId,
        number,
        hash,
        content,
        first_published_at: publishedAt,
        release,
        previous_seal: previousSeal,
        seal,
        signature: version.signature,
      })
      .execute()
    return { id, ...version }
  })
}

/** The document as it must be shown now. If that is not what the latest version says, it becomes the next one. */
export async function publishDocument(ctx: Context, kind: DocumentKind, scope: Scope = {}): Promise<Published> {
  const circumstances = await circumstancesOf(ctx, scope)
  const document = documentOf(kind, ctx.declarations, circumstances)
  const content = contentOf(ctx, kind, circumstances, document)
  const hash = createHash('sha256').update(content).digest('hex')
  const of: Of = { kind, projectId: scope.project?.id ?? null }
  const latest = await latestVersion(ctx, of)
  const isCurrent = latest?.hash === hash && latest.seal !== null
  return { document, circumstances, version: isCurrent ? latest : await append(ctx, of, content, hash) }
}
