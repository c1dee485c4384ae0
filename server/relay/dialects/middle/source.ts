import { cannot } from './cannot.ts'
import type { Source } from './talk.ts'

/** An address as OpenAI writes it: either on the web, or all of the data in it. */
export function sourceOfUrl(url: string, at: string): Source {
  if (!url.startsWith('data:')) return { kind: 'url', url }
  const comma = url.indexOf(',')
  const head = url.slice(5, comma)
  if (comma < 0 || !head.endsWith(';base64')) cannot(at, 'data in an address has to be base64')
  return { kind: 'base64', mediaType: head.slice(0, -7).split(';')[0] || 'text/plain', data: url.slice(comma + 1) }
}

export const urlOfSource = (source: Exclude<Source, { kind: 'id' }>): string =>
  source.kind === 'url' ? source.url : `data:${source.mediaType};base64,${source.data}`

const TYPES: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  pdf: 'application/pdf',
}

/** The media type that the end of an address suggests. */
export function typeOfUrl(url: string, otherwise: string): string {
  const path = url.split(/[?#]/, 1)[0] ?? ''
  return TYPES[path.slice(path.lastIndexOf('.') + 1).toLowerCase()] ?? otherwise
}
