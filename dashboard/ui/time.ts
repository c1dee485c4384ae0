const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto', style: 'narrow' })
const exact = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'long' })
const brief = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' })
const timeOfDay = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' })
const wholeDate = new Intl.DateTimeFormat(undefined, { dateStyle: 'full' })
const date = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' })

/** "now", "12s ago", "3h ago", "yesterday"; past a month the date. Both in ms since the epoch. */
export function timeAgo(at: number, now: number): string {
  const past = Math.max(0, now - at)
  if (past < 2_000) return 'now'
  if (past < minute) return relative.format(-Math.floor(past / 1000), 'second')
  if (past < hour) return relative.format(-Math.floor(past / minute), 'minute')
  if (past < day) return relative.format(-Math.floor(past / hour), 'hour')
  if (past < 30 * day) return relative.format(-Math.floor(past / day), 'day')
  return date.format(at)
}

/** How long `timeAgo` stays true at this age, in ms. */
export const tickFor = (age: number): number => (age < minute ? 1_000 : age < hour ? 15_000 : 5 * minute)

export const exactTime = (at: number): string => exact.format(at)

/** With the date, to the minute. */
export const briefTime = (at: number): string => brief.format(at)

export const clockTime = (at: number): string => timeOfDay.format(at)

/** "21 Nov 2026", of a time as the API writes it. */
export const mediumDate = (at: string): string => date.format(new Date(at))

export const dayName = (at: number): string => wholeDate.format(at)

/** Play time: 7_400 → "0:07", 3_723_000 → "1:02:03". */
export function clock(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  const shown = parts[0] === 0 ? parts.slice(1) : parts
  return shown.map((part, index) => (index === 0 ? String(part) : String(part).padStart(2, '0'))).join(':')
}

/** A measured duration: 12.4 → "12 ms", 1_234 → "1.23 s", 75_000 → "75 s". */
export function duration(ms: number): string {
  if (ms < 999.5) return `${Math.round(ms)} ms`
  const seconds = ms / 1000
  return `${seconds >= 9.995 ? Math.round(seconds) : seconds.toFixed(2)} s`
}

/** 532 → "532 B", 14_200 → "14.2 kB". */
export function bytes(count: number): string {
  if (count < 1000) return `${count} B`
  const [size, unit] = count < 999_500 ? [count / 1000, 'kB'] : [count / 1_000_000, 'MB']
  return `${size >= 99.95 ? Math.round(size) : size.toFixed(1)} ${unit}`
}
