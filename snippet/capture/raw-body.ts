import { copyValue, type Reach } from './copy-value.ts'
import type { RawBody } from './raw-log.ts'

/** More than a report keeps, so that what is cut off was looked at as a whole. */
const most = 200_000
const deep: Reach = { depth: 8, entries: 200, nodes: 3_000, text: 100_000, each: 20_000 }

const valueOf = (value: FormDataEntryValue) =>
  typeof value === 'string' ? value.slice(0, most) : { file: value.name, bytes: value.size }

/** Bytes that are text throughout, else none. */
function textOf(bytes: ArrayBuffer | ArrayBufferView): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return /[^\P{Cc}\t\n\v\f\r]/u.test(text) ? undefined : text
  } catch {
    return undefined
  }
}

/** What a page sends or has read, as it is now. Streams are left alone; of blobs only type and size are told. */
export function rawBody(body: unknown): RawBody | undefined {
  if (typeof body === 'string') return { text: body.slice(0, most) }
  if (typeof body !== 'object' || body === null) return body === undefined ? undefined : { value: body }
  if (body instanceof URLSearchParams) return { fields: [...body] }
  if (body instanceof FormData) return { fields: [...body].map(([name, value]) => [name, valueOf(value)]) }
  if (body instanceof Blob) return { binary: body.type || 'binary', bytes: body.size }
  if (body instanceof ReadableStream || body instanceof Node) return undefined
  if (!(body instanceof ArrayBuffer || ArrayBuffer.isView(body))) return { value: copyValue(body, deep) }
  const text = body.byteLength > most ? undefined : textOf(body)
  return text === undefined ? { binary: 'binary', bytes: body.byteLength } : { text }
}
