import { type Document, type DocumentKind, type PrivacyPage, privacyDocument } from '@vitrine/ledger'
import type { Context } from '../../context.ts'
import { ProblemError } from '../../platform/errors.ts'
import type { SealedLink } from './chain.ts'

/** Of which chain: a document of the installation, or of one project. */
export type Of = { readonly kind: DocumentKind; readonly projectId: string | null }

export type Version = {
  readonly id: string
  readonly number: number
  readonly hash: string
  readonly publishedAt: Date
  readonly release: string | null
  readonly previousSeal: string | null
  readonly seal: string | null
  readonly signature: string | null
}

const columns = [
  'id',
  'number',
  'hash',
  'first_published_at as publishedAt',
  'release',
  'previous_seal as previousSeal',
  'seal',
  'signature',
] as const

const chain = (ctx: Context, { kind, projectId }: Of) =>
  ctx.control.db
    .selectFrom('document_versions')
    .where('kind', '=', kind)
    .where('project_id', projectId ? '=' : 'is', projectId)

/** Newest first. */
export const listVersions = (ctx: Context, of: Of): Promise<Version[]> =>
  chain(ctx, of).select(columns).orderBy('number', 'desc').execute()

export const latestVersion = (ctx: Context, of: Of): Promise<Version | undefined> =>
  chain(ctx, of).select(columns).orderBy('number', 'desc').limit(1).executeTakeFirst()

const isPage = (content: Document | PrivacyPage): content is PrivacyPage => 'inventory' in content

/** A stored version as a document. Privacy pages are stored as the data that they are made from. */
export const parseContent = (content: string): Document => {
  const stored: Document | PrivacyPage = JSON.parse(content)
  return isPage(stored) ? privacyDocument(stored) : stored
}

const absent = () => new ProblemError('not-found', 'No document was ever published under this hash.')

/** Which version it is, told by the hash of its content or by its number. */
export async function findVersion(ctx: Context, of: Of, which: string): Promise<Version> {
  const query = chain(ctx, of).select(columns)
  const found = /^\d{1,9}$/.test(which)
    ? await query.where('number', '=', Number(which)).executeTakeFirst()
    : await query.where('hash', '=', which).orderBy('number', 'desc').limit(1).executeTakeFirst()
  if (!found) throw absent()
  return found
}

/** The same with the document as it was published. */
export async function readVersion(ctx: Context, of: Of, which: string): Promise<Version & { document: Document }> {
  const version = await findVersion(ctx, of, which)
  const { content } = await chain(ctx, of)
    .select('content')
    .where('id', '=', version.id)
    .executeTakeFirstOrThrow(absent)
  return { ...version, document: parseContent(content) }
}

export const sealedLinks = (of: Of, versions: readonly Version[]): SealedLink[] =>
  versions.flatMap(({ number, hash, publishedAt, release, previousSeal, seal, signature }) =>
    seal && signature
      ? [{ ...of, number, hash, publishedAt: publishedAt.toISOString(), release, previousSeal, seal, signature }]
      : [],
  )
