import { type Detector, digitsOf } from './detector.ts'
import { between, numberWord } from './names.ts'
import { long } from './needs.ts'

/** `+49 30 123456`, `+1 (415) 555-2671`, `0049 …` in groups. */
const international = String.raw`(?:\+|00[ -]?)[1-9](?:[ \u00a0()./-]{0,3}\d){6,15}`
/** As people write them at home: `(415) 555-2671`, `1.415.555.2671`, `(11) 91234-5678`, `8 (912) 345-67-89`, `01.45.67.89.10`. */
const grouped = String.raw`(?:1[ .-])?(?:\([2-9]\d\d\) ?|[2-9]\d\d[.-])[2-9]\d\d[ .-]\d{4}|\([1-9]\d\) ?\d{4,5}-\d{4}|8 ?\(?\d{3}\)? ?\d{3}-\d\d-\d\d|0[1-9](?:\.\d\d){4}`
/** With a leading zero: `020 7946 0958`, `06 12 34 56 78`, `030/1234567`; neither dates nor American postcodes. */
const leadingZero = String.raw`(?!\d\d[/-]\d\d[/-]\d{4}|\d{5}-\d{4}\b)(?:\(0\d{1,5}\)|0[1-9]\d{0,4})(?: ?[/-] ?|[ \u00a0])(?:\d{1,8}[ \u00a0-]){0,4}\d{2,8}`

export const phone: Detector = {
  kind: 'phone',
  level: 'personal',
  needs: long,
  pattern: new RegExp(`(?<![\\w.:/+-])(?:${[international, grouped, leadingZero].join('|')})(?![\\w:/+-]|\\.\\d)`, 'g'),
  valid: (found) => {
    const digits = digitsOf(found).length
    return /^(?:\+|00)/.test(found) ? digits > 7 && digits < 18 && /^\+| |-/.test(found) : digits > 8 && digits < 13
  },
}

/** Any shape, when a word in front says what it is. */
export const namedPhone: Detector = {
  kind: 'phone',
  level: 'personal',
  needs: long,
  pattern: new RegExp(
    String.raw`((?!(?<=\[)phone\])(?:(?<!i)(?:tele)?phone|mobile?|\bt[eéè]l[eéè]?(?:fon\w?|foon|fono|fone)?|\btlf|\bfax|\bcell(?:ulare?)?|celular|whatsapp|\bhandy|\bnatel|\bgsm|msisdn|m[oó]vil|rufnummer|电话|手机|電話|携帯|전화|тел(?:ефон)?)${numberWord}${between})[+(]{0,2}\d(?:[ \u00a0()./-]{0,3}\d){6,14}(?!\w)`,
    'gi',
  ),
}
