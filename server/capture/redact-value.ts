import { levelOf, type MaskCounts, type MaskingMode } from '@vitrine/masking'
import { redactText } from '@vitrine/masking/server'

export type Redacted<T> = { readonly value: T; readonly counts: MaskCounts }

/** A token may be longer than what it replaces, but no text may outgrow the limit that it was accepted under. */
const longestToken = 20

/** Every string in plain data, keys too, without what the detectors find. Its shape and its numbers stay. */
export function redactValue<T>(value: T, mode: MaskingMode): Redacted<T> {
  const counts: Record<string, number> = {}
  const redact = (text: string): string => {
    const redacted = redactText(text, levelOf(mode))
    for (const [kind, count] of Object.entries(redacted.counts)) counts[kind] = (counts[kind] ?? 0) + count
    return redacted.text.slice(0, Math.max(text.length, longestToken))
  }
  return { value: visit(value, redact) as T, counts }
}

function visit(value: unknown, redact: (text: string) => string): unknown {
  if (typeof value === 'string') return redact(value)
  if (Array.isArray(value)) return value.map((item) => visit(item, redact))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [redact(key), visit(item, redact)]))
}
