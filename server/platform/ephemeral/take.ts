import type { EphemeralKey } from '@vitrine/ledger'
import { deadline } from './deadline.ts'
import type { Held, Take, Taken } from './port.ts'

type Key = EphemeralKey<'reservation'>

/** What holders hold, read and written while nobody else does. */
export interface Holdings {
  read(key: Key, holder: string): Held | undefined
  sum(key: Key): number
  all(key: Key): Held[]
  write(key: Key, holder: string, held: Held): void
}

/** What `take` of the port does, where the state is at hand. */
export function takeFrom(holdings: Holdings, takes: readonly Take[], now: number): Taken {
  const held: number[] = []
  for (let place = 0; place < takes.length; place++) {
    const { key, amount, limit, requires } = takes[place] as Take
    if (requires !== undefined && !holdings.read(key, requires)) return { missing: place }
    const sum = limit === undefined ? amount : holdings.sum(key) + amount
    if (limit !== undefined && !(sum <= limit)) return { refused: place, by: holdings.all(key) }
    held.push(sum)
  }
  for (const take of takes) give(holdings, take, now)
  return { held }
}

function give(holdings: Holdings, { key, holder, amount, until, how }: Take, now: number): void {
  const ends = Math.min(until, deadline(key, now))
  const before = holdings.read(key, holder)
  if (ends <= now || (how === 'begin' && before) || (how === 'more' && !before)) return
  if (how === 'replace' || !before) holdings.write(key, holder, { amount: Math.max(0, amount), until: ends })
  else holdings.write(key, holder, { amount: Math.max(0, before.amount + amount), until: Math.max(ends, before.until) })
}
