import { crc32 } from 'node:zlib'
import type { Pico } from '../price.ts'

/** What of a charge reaches the database; nothing of what was asked or answered. */
export type Entry = {
  readonly requestId: string
  readonly organizationId: string
  readonly projectId: string | null
  readonly keyId: string
  readonly model: string
  readonly cost: Pico
  readonly at: number
}

const checksum = (text: string): string => crc32(text).toString(16).padStart(8, '0')

/** One line: checksum, then its number and what was charged. */
export function toLine(
  number: number,
  { requestId, organizationId, projectId, keyId, model, cost, at }: Entry,
): string {
  const body = JSON.stringify([number, requestId, organizationId, projectId, keyId, model, String(cost), at])
  return `${checksum(body)} ${body}\n`
}

type Body = [number, string, string, string | null, string, string, string, number]

/** `undefined`: it is no whole line. */
function fromLine(line: string): { readonly number: number; readonly entry: Entry } | undefined {
  const body = line.slice(9)
  if (line[8] !== ' ' || checksum(body) !== line.slice(0, 8)) return undefined
  const [number, requestId, organizationId, projectId, keyId, model, cost, at] = JSON.parse(body) as Body
  return { number, entry: { requestId, organizationId, projectId, keyId, model, cost: BigInt(cost), at } }
}

/** Everything whole in a journal. `damaged`: how many lines are not, or are missing, before the last that is. */
export function readLines(text: string): { readonly entries: readonly Entry[]; readonly damaged: number } {
  const entries: Entry[] = []
  let next = 0
  let damaged = 0
  for (const line of text.split('\n')) {
    const found = fromLine(line)
    if (!found) continue
    damaged += found.number - next
    next = found.number + 1
    entries.push(found.entry)
  }
  return { entries, damaged }
}
