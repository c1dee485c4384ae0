import { createHash, createPublicKey, type JsonWebKey, verify } from 'node:crypto'

/** What a seal covers: changing, removing or reordering any version breaks every seal after it. */
export type Link = {
  readonly kind: string
  readonly projectId: string | null
  readonly number: number
  /** SHA-256 of the content. */
  readonly hash: string
  readonly publishedAt: string
  readonly release: string | null
  readonly previousSeal: string | null
}

export type SealedLink = Link & { readonly seal: string; readonly signature: string }

export const sealOf = ({ kind, projectId, number, hash, publishedAt, release, previousSeal }: Link): string =>
  createHash('sha256')
    .update(JSON.stringify([kind, projectId, number, hash, publishedAt, release, previousSeal]))
    .digest('hex')

/** The number of the first version that does not hold, oldest first; `undefined`: the whole chain does. */
export function firstBroken(links: readonly SealedLink[], publicJwk: JsonWebKey): number | undefined {
  const key = createPublicKey({ key: publicJwk, format: 'jwk' })
  let previous: SealedLink | undefined
  for (const link of links) {
    const follows = link.previousSeal === (previous?.seal ?? null) && link.number === (previous?.number ?? 0) + 1
    const signature = Buffer.from(link.signature, 'base64url')
    const signed = verify('sha256', Buffer.from(link.seal), { key, dsaEncoding: 'ieee-p1363' }, signature)
    if (!follows || sealOf(link) !== link.seal || !signed) return link.number
    previous = link
  }
  return undefined
}
