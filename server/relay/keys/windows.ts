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

export function sliceAt(now: number): Window {
  const slice = Math.floor(now / sliceMs)
  return { name: String(slice), until: (slice + 1) * sliceMs + minuteMs }
}

const dayMs = 86_400_000

/** Days and months of the calendar, in UTC. */
export function dayAt(now: number): Window & { readonly since: number } {
  const since = dayOf(now)
  return { name: `day-${since}`, since, until: since + dayMs }
}

export function monthAt(now: number): Window & { readonly since: number } {
  const since = monthOf(now)
  return { name: `month-${since}`, since, until: monthOf(since + 32 * dayMs) }
}

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
