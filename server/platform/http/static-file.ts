import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { extname, join, relative, sep } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
}
const packable = /^(text\/|application\/(json|manifest)|image\/svg)/

type Encoding = 'br' | 'gzip'

export type StaticFile = {
  readonly type: string
  /** Weak: the packed forms share it. */
  readonly etag: string
  readonly body: Buffer
  /** The body in the best encoding that a client accepts; packed once, when first asked for. */
  readonly packed: (accepts: string) => Promise<{ encoding?: Encoding; body: Buffer }>
}

const pack: Record<Encoding, (body: Buffer) => Promise<Buffer>> = {
  br: (body) => promisify(brotliCompress)(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
  gzip: (body) => promisify(gzip)(body, { level: 9 }),
}

function staticFile(path: string, body: Buffer): StaticFile {
  const type = types[extname(path)] ?? 'application/octet-stream'
  const made: Partial<Record<Encoding, Promise<Buffer>>> = {}
  return {
    type,
    etag: `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`,
    body,
    async packed(accepts) {
      const encoding = (['br', 'gzip'] as const).find((name) => accepted(accepts, name))
      if (!encoding || !packable.test(type) || body.length < 1_024) return { body }
      made[encoding] ??= pack[encoding](body)
      return { encoding, body: await made[encoding] }
    },
  }
}

/** `br;q=0` is a refusal. */
const accepted = (accepts: string, encoding: Encoding): boolean =>
  accepts.split(',').some((part) => new RegExp(`^\\s*${encoding}\\s*(;\\s*q=(0\\.0*[1-9]|1)[\\d.]*)?\\s*$`).test(part))

/** Every file below `root` by its path from there, read once: a request can name these and nothing else. Hidden files are the build's own. */
export async function readFiles(root: string): Promise<ReadonlyMap<string, StaticFile>> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true }).catch((cause: unknown) => {
    throw new Error(`${root} can't be read. Build it first: npm run build`, { cause })
  })
  const files = new Map<string, StaticFile>()
  for (const entry of entries.filter((found) => found.isFile())) {
    const path = join(entry.parentPath, entry.name)
    const segments = relative(root, path).split(sep)
    if (segments.some((segment) => segment.startsWith('.'))) continue
    files.set(segments.join('/'), staticFile(path, await readFile(path)))
  }
  return files
}
