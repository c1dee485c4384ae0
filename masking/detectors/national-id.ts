import { type Detector, mod97 } from './detector.ts'

/** Whole words only: neither letters, digits nor a dot or dash may touch the number. */
const nationalId = (number: RegExp, valid: (compact: string) => boolean): Detector => ({
  kind: 'national-id',
  level: 'personal',
  pattern: new RegExp(`(?<![\\w.-])${number.source}(?![\\w-])`, number.flags),
  valid: (found) => valid(found.replaceAll(/[ -]/g, '').toUpperCase()),
})

/** US social security number, in its usual groups. */
export const ssn = nationalId(/(?!000|666|9)\d{3}(?:-(?!00)\d\d-|\x20(?!00)\d\d\x20)(?!0000)\d{4}/g, () => true)

/** UK national insurance number. */
export const nino = nationalId(
  /(?!BG|GB|[NK][KN]|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d\d ?\d\d ?\d\d ?[A-D]/g,
  () => true,
)

/** French social security number: sex, year, month, place, order, key. */
export const nir = nationalId(
  /[12] ?\d\d ?(?:0[1-9]|1[0-2]|[2-9]\d) ?(?:\d\d|2[AB]) ?\d{3} ?\d{3} ?\d\d/g,
  (n) => 97 - mod97(n.slice(0, 13).replace('2A', '19').replace('2B', '18')) === Number(n.slice(13)),
)

/** Spanish identity numbers of nationals and foreigners. */
export const dni = nationalId(/(?:\d{8}|[XYZ]-?\d{7})-?[A-Z]/g, (n) => {
  const number = n.slice(0, -1).replace(/[XYZ]/, (letter) => String('XYZ'.indexOf(letter)))
  return 'TRWAGMYFPDXBNJZSQVHLCKE'[Number(number) % 23] === n.at(-1)
})

/** Italian tax code; characters at odd places count by a table of their own. */
export const codiceFiscale = nationalId(/[A-Z]{6}[\dL-V]{2}[A-EHLMPRST][\dL-V]{2}[A-Z][\dL-V]{3}[A-Z]/gi, (n) => {
  const values = n.split('').map((char) => Number.parseInt(char, 36) - (/\d/.test(char) ? 0 : 10))
  const weights = values.map((value, at) =>
    at % 2 ? value : Number.parseInt('10579dfhjl24ikb368cegampon'.charAt(value), 36),
  )
  return weights.slice(0, 15).reduce((sum, weight) => sum + weight, 0) % 26 === values[15]
})

/** German tax number: exactly one digit of the first ten repeats; ISO 7064 check digit. */
export const steuerId = nationalId(/[1-9]\d ?\d{3} ?\d{3} ?\d{3}/g, (n) => {
  const digits = n.slice(0, 10).split('')
  const check = digits.reduce((rest, digit) => (((Number(digit) + rest) % 10 || 10) * 2) % 11, 10)
  const most = Math.max(...digits.map((digit) => n.slice(0, 10).split(digit).length - 1))
  return most < 4 && new Set(digits).size === 11 - most && (11 - check) % 10 === Number(n[10])
})

/** Chinese resident identity card: place, birthday, order, ISO 7064 check character. */
export const residentId = nationalId(
  /[1-9]\d{5}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dX]/gi,
  (n) =>
    n
      .split('')
      .reduce((sum, digit, at) => sum + Number.parseInt(digit.replace('X', 'a'), 16) * (2 ** (17 - at) % 11), 0) %
      11 ===
    1,
)
