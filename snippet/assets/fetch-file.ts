import { isPlainDrawing, sniffType, withoutMetadata } from '@vitrine/masking'
import type { Asset } from '@vitrine/protocol'

export type Fetched = { type: Asset['type']; content: Uint8Array<ArrayBuffer> } | { skipped: string }

const mostBytes = 2_000_000
/** As the page itself would ask for it; what the browser has at hand is not asked for again. */
export const init: RequestInit = { mode: 'cors', credentials: 'same-origin', cache: 'force-cache', priority: 'low' }

/** The body, as far as it may be; `undefined` when it is longer. */
export async function readBody(response: Response): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const reader = response.body?.getReader()
  const parts: Uint8Array<ArrayBuffer>[] = []
  let size = 0
  for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
    size += read.value.length
    if (size > mostBytes) {
      void reader?.cancel().catch(() => {})
      return undefined
    }
    parts.push(read.value)
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer())
}

/** Rejects where there is no answer that the page may read. */
export async function fetchFile(fetch: typeof window.fetch, url: string, signal: AbortSignal): Promise<Fetched> {
  const response = await fetch(url, { ...init, signal })
  if (!response.ok) {
    void response.body?.cancel().catch(() => {})
    return { skipped: 'asset-missing' }
  }
  const content = await readBody(response)
  if (!content) return { skipped: 'asset-size' }
  const type = sniffType(content)
  if (!type) return { skipped: 'asset-type' }
  if (type === 'image/svg+xml' && !isPlainDrawing(new TextDecoder().decode(content), 'personal'))
    return { skipped: 'asset-drawing' }
  const bare = withoutMetadata(type, content)
  return bare ? { type, content: bare } : { skipped: 'asset-type' }
}
