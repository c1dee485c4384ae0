import type { DocumentKind } from '@vitrine/ledger'
import type { DocumentComparison, DocumentHistory, DocumentVersion } from '@vitrine/protocol'
import type { Context } from '../../context.ts'
import { firstBroken } from './chain.ts'
import { compareDocuments } from './compare.ts'
import { latestVersion, listVersions, type Of, readVersion, sealedLinks, type Version } from './versions.ts'

const toVersion = ({
  number,
  hash,
  publishedAt,
  release,
  previousSeal,
  seal,
  signature,
}: Version): DocumentVersion => ({
  number,
  hash,
  publishedAt: publishedAt.toISOString(),
  release,
  previousSeal,
  seal,
  signature,
})

/** All versions of a document, newest first, and whether the chain of their seals holds. */
export async function readHistory(ctx: Context, of: Of): Promise<DocumentHistory> {
  const versions = await listVersions(ctx, of)
  const links = sealedLinks(of, versions.toReversed())
  return {
    ...of,
    holds: links.length === versions.length && firstBroken(links, ctx.signer.publicJwk) === undefined,
    key: { ...ctx.signer.publicJwk },
    versions: versions.map(toVersion),
  }
}

/** What changed between two versions of a document; the latest and the one before it unless said. */
export async function compareVersions(
  ctx: Context,
  of: { readonly kind: DocumentKind; readonly projectId: string | null },
  range: { readonly from?: string | undefined; readonly to?: string | undefined },
): Promise<DocumentComparison> {
  const to = await readVersion(ctx, of, range.to ?? String((await latestVersion(ctx, of))?.number ?? 1))
  const from = await readVersion(ctx, of, range.from ?? String(Math.max(1, to.number - 1)))
  return { from: toVersion(from), to: toVersion(to), changes: compareDocuments(from.document, to.document) }
}
