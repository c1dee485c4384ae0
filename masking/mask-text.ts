import { type MaskCounts, tally } from './counts.ts'
import type { MaskingMode, MaskingPolicy } from './policy.ts'
import { redact } from './redact-text.ts'
import { levelOf, modeIn, type Zone } from './zone.ts'

/** Stands for a word or a value. Constant, so that it tells neither length nor keystrokes. */
export const MASK = '•••••'

/** As many characters as detectors read in one task: a longer text is read in pieces, a longer value is masked unread. */
export const readAtOnce = 10_000

/** Text as people read it. `strict`: every word; else what the detectors find. */
export function maskText(text: string, policy: MaskingPolicy, zone?: Zone, counts: MaskCounts = {}): string {
  return maskTextIn(text, modeIn(policy, zone), counts)
}

export function maskTextIn(text: string, mode: MaskingMode, counts: MaskCounts, kind = 'text'): string {
  if (mode !== 'strict') return redact(text, levelOf(mode), counts)
  const masked = text.replaceAll(/\S+/g, MASK)
  if (masked !== text) tally(counts, kind)
  return masked
}

/** A whole value, whatever it is; empty stays empty. */
export function maskWhole(text: string, kind: string, counts: MaskCounts): string {
  if (!text) return ''
  if (text !== MASK) tally(counts, kind)
  return MASK
}
