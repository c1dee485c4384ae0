import { createHash } from 'node:crypto'
import { type DocumentFormat, type DocumentKind, documentFormats, documentKinds, type Edition } from '@vitrine/ledger'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Context } from '../../context.ts'
import { ProblemError } from '../../platform/errors.ts'
import type { Scope } from './circumstances.ts'
import { formatLabels } from './formats/labels.ts'
import { contentTypes, render } from './formats/render.ts'
import { publishDocument } from './publish.ts'
import { listVersions, type Of, readVersion, type Version } from './versions.ts'

export const stylesheet = '/privacy.css'

/** Where a family of documents is reached, and whose they are. */
export type Shelf = { readonly base: string; readonly scope: Scope }
export const ofInstallation = { base: '/documents', scope: {} } as const

/** Versions of the past are what was published: the vocabularies speak only about what is true now. */
const ofPast: readonly DocumentFormat[] = ['html', 'md', 'csv', 'json']

const absent = () => new ProblemError('not-found', 'There is no such document.', 'See the list of documents.')

export const kindOf = (name: string): DocumentKind => {
  if (!Object.hasOwn(documentKinds, name)) throw absent()
  return name as DocumentKind
}

/** `retention-schedule.csv` → what and how. */
export function parseFile(file: string): { name: string; format: DocumentFormat } {
  const dot = file.lastIndexOf('.')
  const format = documentFormats.find((one) => one === file.slice(dot + 1))
  if (dot < 1 || !format) throw absent()
  return { name: file.slice(0, dot), format }
}

type About = { readonly kind: DocumentKind; readonly shelf: Shelf; readonly past?: string }

function editionOf({ kind, shelf: { base }, past }: About, version: Version, versions: readonly Version[]): Edition {
  const at = past ? `${base}/${kind}/versions/${version.number}` : `${base}/${kind}`
  const formats = past ? ofPast : documentFormats
  return {
    stylesheet,
    hash: version.hash,
    publishedAt: version.publishedAt,
    release: version.release ?? undefined,
    others: versions
      .filter(({ number }) => number < version.number)
      .map(({ hash, publishedAt, number }) => ({
        hash,
        publishedAt,
        href: `${base}/${kind}/versions/${number}.html`,
      })),
    formats: formats
      .filter((format) => format !== 'html')
      .map((format) => ({ label: formatLabels[format], href: `${at}.${format}` })),
    home: { label: 'Privacy documents', href: base },
    ...(versions.length > 1 && {
      changes: { label: 'What changed, and the chain of seals', href: `${base}/${kind}/history.html` },
    }),
  }
}

/** The body in one format, and what identifies it. */
export async function renderedDocument(ctx: Context, about: About, format: DocumentFormat): Promise<string> {
  const { kind, shelf, past } = about
  const of: Of = { kind, projectId: shelf.scope.project?.id ?? null }
  if (past !== undefined) {
    if (!ofPast.includes(format)) throw absent()
    const { document, ...version } = await readVersion(ctx, of, past)
    const edition = editionOf(about, version, await listVersions(ctx, of))
    return render(format, { document, edition, number: version.number })
  }
  const { document, version, circumstances } = await publishDocument(ctx, kind, shelf.scope)
  const edition = editionOf(about, version, format === 'html' ? await listVersions(ctx, of) : [])
  const now = { declarations: ctx.declarations, circumstances }
  return render(format, { document, edition, number: version.number, now })
}

/** Answers with a body that caches may keep and must ask about: 304 while it is the same. */
export function sendCached(request: FastifyRequest, reply: FastifyReply, type: string, body: string): FastifyReply {
  const tag = `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 32)}"`
  reply.header('etag', tag).header('cache-control', 'no-cache').header('vary', 'accept-encoding')
  const known = request.headers['if-none-match']?.split(',').map((one) => one.trim())
  if (known?.includes(tag)) return reply.code(304).send()
  return reply.type(type).send(body)
}

export async function sendDocument(
  request: FastifyRequest,
  reply: FastifyReply,
  about: About,
  format: DocumentFormat,
): Promise<FastifyReply> {
  const body = await renderedDocument(request.ctx, about, format)
  if (format !== 'html') reply.header('content-disposition', `inline; filename="${about.kind}.${format}"`)
  return sendCached(request, reply, contentTypes[format], body)
}
