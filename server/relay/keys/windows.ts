import type { Held } from '../../platform/ephemeral/port.ts'
import { dayOf, monthOf } from './spending.ts'

/**
 * The last minute slides in slices: what was taken counts until a minute after its slice has ended. So no minute, wherever
 * it begins, ever holds more than the limit, and nothing counts for longer than 63 seconds.
 */
export const sliceMs = 3_000
const minuteMs = 60_000

/** Where something is counted: under which name, and until when. */
export type Window = { readonly name: string; readonly until: number }
type Period = Window & { readonly since: number }

/** Every request asks several times, and for seconds the answer is the same: it is made once for each `place`. */
function remembered<T>(placeOf: (now: number) => number, make: (now: number, place: number) => T): (now: number) => T {
  let known: { readonly place: number; readonly made: T } | undefined
  return (now) => {
    const place = placeOf(now)
    if (known?.place !== place) known = { place, made: make(now, place) }
    return known.made
  }
}

export const sliceAt = remembered(
  (now) => Math.floor(now / sliceMs),
  (_, slice): Window => ({ name: String(slice), until: (slice + 1) * sliceMs + minuteMs }),
)

const dayMs = 86_400_000

/** Days and months of the calendar, in UTC. */
export const dayAt = remembered(dayOf, (_, since): Period => ({ name: `day-${since}`, since, until: since + dayMs }))

export const monthAt = remembered(
  dayOf,
  (now): Period => ({ name: `month-${monthOf(now)}`, since: monthOf(now), until: monthOf(monthOf(now) + 32 * dayMs) }),
)

/** When enough of what is held will have lapsed for `amount` to fit; `never` at the end of all of it. */
export function fitsAt(by: readonly Held[], amount: number, limit: number, now: number): number {
  const inTurn = by.toSorted((a, b) => a.until - b.until)
  let sum = inTurn.reduce((held, one) => held + one.amount, amount)
  let at = now
  for (const one of inTurn) {
    if (sum <= limit) break
    sum -= one.amount
    at = one.until
  }
  return at
}
