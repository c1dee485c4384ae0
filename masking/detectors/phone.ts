import { type Detector, digitsOf } from './detector.ts'

const phone = (number: RegExp, valid: (digits: number, found: string) => boolean): Detector => ({
  kind: 'phone',
  level: 'personal',
  pattern: new RegExp(`(?<![\\w.,:/+-])${number.source}(?![\\w:/+-])`, 'g'),
  valid: (found) => valid(digitsOf(found).length, found),
})

/** `+49 30 123456`, `+1 (415) 555-2671`, `0049 …` in groups. */
export const internationalPhone = phone(
  /(?:\+|00 ?)[1-9](?:[ ()./-]{0,2}\d){6,15}/,
  (digits, found) => digits > 7 && digits < 18 && /^\+| /.test(found),
)

/** North American numbers as people write them: `(415) 555-2671`, `415-555-2671`, `1.415.555.2671`. */
export const americanPhone = phone(/(?:1[ .-])?(?:\([2-9]\d\d\) ?|[2-9]\d\d[.-])[2-9]\d\d[ .-]\d{4}/, () => true)

/** National numbers with a leading zero, in groups: `020 7946 0958`, `06 12 34 56 78`, `030/1234567`; not dates. */
export const nationalPhone = phone(
  /(?!\d\d[/-]\d\d[/-]\d{4})(?:\(0\d{1,5}\)|0[1-9]\d{0,4})(?: ?[/-] ?| )(?:\d{2,8}[ -]){0,4}\d{2,8}/,
  (digits) => digits > 8 && digits < 13,
)

/** Any shape, when a word in front says what it is. */
export const namedPhone: Detector = {
  kind: 'phone',
  level: 'personal',
  pattern:
    /((?:phone|mobile|\btel(?:efon\w?)?|fax|\bcell|whatsapp|handy|msisdn|m[oó]vil|rufnummer|电话|手机)(?:[-_ ]?(?:n[or]|num\w{1,4}|#))?\.?[\\"']{0,3}[ :=]{1,3}[\\"']{0,3})[+(]{0,2}\d(?:[ ()./-]{0,2}\d){6,14}(?!\w)/giu,
}
