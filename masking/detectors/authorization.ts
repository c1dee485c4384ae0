import type { Detector } from './detector.ts'
import { scheme } from './needs.ts'

/** `Bearer …`, `Basic …` wherever they stand; not `Basic authentication`. */
export const authorization: Detector = {
  kind: 'authorization',
  level: 'credentials',
  needs: scheme,
  pattern: /(\b(?:bearer|basic|digest|apikey|token)(?: |%20|\+|\\t){1,2})[\w+/.~-]{8,}={0,2}/gi,
  valid: (value) =>
    (/\d/.test(value) && /[a-z]/i.test(value)) ||
    (value.length > 15 && /[a-z]/.test(value) && /[A-Z]/.test(value)) ||
    value.endsWith('='),
}
