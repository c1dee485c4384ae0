import { type Detector, digitsOf } from './detector.ts'

/** Payment card numbers: issuer, length and Luhn digit must agree. */
export const card: Detector = {
  kind: 'card',
  level: 'credentials',
  pattern:
    /(?<![\w.])(?:(?:4\d|5\d|2[2-7]|35|6[03-57])\d\d(?:[ +-]?\d{4}){3}|62\d\d(?:[ +-]?\d{4}){3}(?:\d{1,3}| \d{3})?|3[47]\d\d[ -]?\d{6}[ -]?\d{5}|3[0689]\d\d[ -]?\d{6}[ -]?\d{4})(?!\w|[.-]\d)/g,
  valid: (found) => {
    let sum = 0
    const digits = digitsOf(found)
    for (let i = 1; i <= digits.length; i++) {
      const digit = Number(digits.at(-i)) * (i % 2 ? 1 : 2)
      sum += digit > 9 ? digit - 9 : digit
    }
    return sum % 10 === 0
  },
}
