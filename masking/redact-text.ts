import { type MaskCounts, tally } from './counts.ts'
import { detectors } from './detectors/all.ts'
import type { Detector, RedactLevel } from './detectors/detector.ts'
import { redactEncoded } from './encodings.ts'

export type Redacted = { text: string; counts: MaskCounts }
/** Redacts one text and adds what it found to `counts`. */
export type Redact = (text: string, level: RedactLevel, counts: MaskCounts) => string

/** Nothing that a detector knows goes without one of these. */
const promising = /[\d@:=%：>]|-----|["'],|(?:bearer|basic|digest|apikey|token)[ +\\]/i

/** In base64 even these may be missing. */
const maybeEncoded = /[\w+/-]{16}/

/** Replaces what the detectors find by tokens of constant length: `[email]`. Linear in the text. */
export function redactText(text: string, level: RedactLevel): Redacted {
  const counts: MaskCounts = {}
  return { text: redact(text, level, counts), counts }
}

/** A redactor that knows these kinds. */
export function redactor(known: readonly Detector[]): Redact {
  const tests = [...new Set(known.map(({ needs }) => needs))]
  const all = known.map((detector) => ({ detector, test: tests.indexOf(detector.needs) }))
  const scan: Redact = (text, level, counts) => {
    const held: (boolean | undefined)[] = []
    let rest = text
    for (const { detector, test } of all) {
      if (level !== 'personal' && detector.level !== level) continue
      held[test] ??= detector.needs.test(text)
      if (held[test]) rest = replaceAll(rest, detector, counts)
    }
    return rest
  }
  return (text, level, counts) =>
    promising.test(text) || maybeEncoded.test(text)
      ? redactEncoded(scan(text, level, counts), level, counts, scan)
      : text
}

export const redact = redactor(detectors)

function replaceAll(text: string, { kind, pattern, valid }: Detector, counts: MaskCounts): string {
  // Without groups, the offset of the match comes first.
  return text.replace(pattern, (found: string, head: string | number, ...groups: string[]) => {
    const kept = typeof head === 'string' ? head : ''
    const length = valid?.(found.slice(kept.length), ...groups) ?? true
    if (!length) return found
    tally(counts, kind)
    return `${kept}[${kind}]${length === true ? '' : found.slice(kept.length + length)}`
  })
}
