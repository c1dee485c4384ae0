import { luhn } from './checksums.ts'
import { type Detector, digitsOf } from './detector.ts'
import { long } from './needs.ts'

/** Issuers by their first digits and lengths. */
const issued =
  /^(?:4(?:\d{15}|\d{18})|(?:5[1-5]|2(?:22[1-9]|2[3-9]|[3-6]|7[01]|720)|220[0-4]|35|50[18]|8[12])\d*|3[47]\d{13}|3(?:0[0-59]|[689])\d*|6(?:011|[0257-9]|304|4[4-9])\d*)$/

/** Payment card numbers: issuer, length and Luhn digit must agree. */
export const card: Detector = {
  kind: 'card',
  level: 'credentials',
  needs: long,
  pattern:
    /(?<![\w.])()(?:[2-68]\d{3}(?:([ +-]?)\d{4}\2\d{4}\2\d{4}(?:\2\d{3})?|([ -]?)\d{6}\3\d{4,5})|6\d{5}[ -]?\d{10,13})(?!\w|[.-]\d)/g,
  valid: (found) => {
    const digits = digitsOf(found)
    const long = digits.length > 15
    return (long || digits[0] === '3') && issued.test(digits) && luhn(digits)
  },
}
