import type { Envelope } from './read-envelope.ts'
import { pastSpace } from './scan-json.ts'

type Change = { readonly start: number; readonly end: number; readonly text: string }
type Wanted = {
  readonly model?: string
  readonly askUsage?: boolean
  /** What is said besides: a name and a number. */
  readonly besides?: readonly [string, number] | undefined
}

const ASKED = '{"include_usage":true}'

function changed(bytes: Buffer, changes: readonly Change[]): Buffer {
  let length = bytes.length
  for (const { start, end, text } of changes) length += Buffer.byteLength(text) - (end - start)
  const out = Buffer.allocUnsafe(length)
  let from = 0
  let at = 0
  for (const { start, end, text } of changes) {
    at += bytes.copy(out, at, from, start)
    at += out.write(text, at)
    from = end
  }
  bytes.copy(out, at, from)
  return out
}

function optionsAsking(bytes: Buffer, { start, end }: { readonly start: number; readonly end: number }): string {
  const options = JSON.parse(bytes.toString('utf8', start, end)) as object | null
  return options === null ? ASKED : JSON.stringify({ ...options, include_usage: true })
}

function changesFor(bytes: Buffer, { ranges, model, includeUsage }: Envelope, wanted: Wanted): Change[] {
  const changes: Change[] = []
  const added: string[] = []
  const put = (range: Envelope['ranges']['model'], name: string, text: string): void => {
    if (range) changes.push({ ...range, text })
    else added.push(`"${name}":${text}`)
  }
  if (wanted.model !== undefined && wanted.model !== model) put(ranges.model, 'model', JSON.stringify(wanted.model))
  if (wanted.askUsage && !includeUsage) {
    const range = ranges.streamOptions
    put(range, 'stream_options', range ? optionsAsking(bytes, range) : ASKED)
  }
  if (wanted.besides) put(undefined, wanted.besides[0], String(wanted.besides[1]))
  const at = ranges.open + 1
  const comma = bytes[pastSpace(bytes, at)] === 0x7d ? '' : ','
  if (added.length > 0) changes.push({ start: at, end: at, text: `${added.join(',')}${comma}` })
  return changes.sort((a, b) => a.start - b.start)
}

/** The request with another model and, if asked, a call for usage in its stream or a limit; every other byte as it came. */
export function spliced(bytes: Buffer, envelope: Envelope, wanted: Wanted): Buffer {
  const changes = changesFor(bytes, envelope, wanted)
  return changes.length === 0 ? bytes : changed(bytes, changes)
}
