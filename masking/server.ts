/** The same detectors and one more that needs tables too large for a page. */
import { isValidPhoneNumber } from 'libphonenumber-js/min'
import { isPlainDrawing as plainDrawing } from './assets/drawing.ts'
import type { MaskCounts } from './counts.ts'
import { detectors } from './detectors/all.ts'
import type { Detector, RedactLevel } from './detectors/detector.ts'
import { long } from './detectors/needs.ts'
import type { MaskingMode } from './policy.ts'
import { redactDeep as deep } from './redact-deep.ts'
import { redactEvents as events } from './redact-events.ts'
import { type Redacted, redactor } from './redact-text.ts'

/** Where people leave out the leading zero or the country, as in `612 34 56 78` and `138 0013 8000`. */
const plans = ['US', 'ES', 'IT', 'CN'] as const

const groupedPhone: Detector = {
  kind: 'phone',
  level: 'personal',
  needs: long,
  pattern: /(?<![\w.,:/+-]|\d[ -])\d{3}(?: \d{3,4} \d{3,4}|-\d{3,4}-\d{3,4}|(?: \d\d){3})(?![\w:/+-]|[ -]\d|\.\d)/g,
  valid: (found) => plans.some((country) => isValidPhoneNumber(found, country)),
}

const redact = redactor([...detectors, groupedPhone])

export function redactText(text: string, level: RedactLevel): Redacted {
  const counts: MaskCounts = {}
  return { text: redact(text, level, counts), counts }
}

export const redactDeep = <T>(value: T, level: RedactLevel, counts: MaskCounts = {}): T =>
  deep(value, level, counts, redact)

export const redactEvents = <E>(recorded: readonly E[], mode?: MaskingMode): { events: E[]; counts: MaskCounts } =>
  events(recorded, mode, redact)

export const isPlainDrawing = (svg: string, level: RedactLevel): boolean => plainDrawing(svg, level, redact)
