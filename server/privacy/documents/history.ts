import type { DocumentChange, DocumentComparison, DocumentHistory, DocumentVersion } from '@vitrine/protocol'
import type { Context } from '../../context.ts'
import { firstBroken } from './chain.ts'
import { compareDocuments } from './compare.ts'
import { remembering } from './remembered.ts'
import {
  findVersion,
  latestVersion,
  listVersions,
  type Of,
  readVersion,
  sealedLinks,
  type Version,
} from './versions.ts'

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

/** Versions never change, so what lies between two of them is worked out once. */
const remember = remembering<DocumentChange[]>(8_000_000)

const changesBetween = (ctx: Context, of: Of, from: Version, to: Version): Promise<DocumentChange[]> =>
  remember(`${from.hash} ${to.hash}`, async () => {
    const [before, after] = await Promise.all([readVersion(ctx, of, from.hash), readVersion(ctx, of, to.hash)])
    return compareDocuments(before.document, after.document)
  })

/** What changed between two versions of a document; the latest and the one before it unless said. */
export async function compareVersions(
  ctx: Context,
  of: Of,
  range: { readonly from?: string | undefined; readonly to?: string | undefined },
): Promise<DocumentComparison> {
  const to = await findVersion(ctx, of, range.to ?? String((await latestVersion(ctx, of))?.number ?? 1))
  const from = await findVersion(ctx, of, range.from ?? String(Math.max(1, to.number - 1)))
  return { from: toVersion(from), to: toVersion(to), changes: await changesBetween(ctx, of, from, to) }
}
