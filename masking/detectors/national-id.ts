import { luhn, mod97, sum, verhoeff } from './checksums.ts'
import { type Detector, digitsOf } from './detector.ts'
import { between, numberWord } from './names.ts'
import { number } from './needs.ts'

type Check = (compact: string) => boolean

const day = (text: string): boolean => /^(?:[04]?[1-9]|[0-7]\d)$/.test(text) && Number(text) % 40 < 32
const month = (text: string): boolean => Number(text) % 20 > 0 && Number(text) % 20 < 13
const born: Check = (n) => month(n.slice(2, 4)) && Number(n.slice(4, 6)) % 60 > 0 && Number(n.slice(4, 6)) % 60 < 32
const bornDayFirst: Check = (n) => day(n.slice(0, 2)) && month(n.slice(2, 4))

/** United States: no area 000 or 666, no group 00, no serial 0000; above 900 only tax numbers of foreigners. */
const ssn: Check = (n) => /^(?!000|666|9..[0-46])...(?!00)..(?!0000)/.test(n)
const nino: Check = (n) => /^(?!BG|GB|[NK][KN]|TN|NT|ZZ|[DFIQUV]|.[DFIOQUV]).*[A-D]$/.test(n)
const nhs: Check = (n) => sum(n, 'a987654321') % 11 === 0

/** Germany: one digit of the first ten repeats. */
const steuerId: Check = (n) => {
  const ten = n.slice(0, 10)
  const check = [...ten].reduce((rest, digit) => (((Number(digit) + rest) % 10 || 10) * 2) % 11, 10)
  const most = Math.max(...[...ten].map((digit) => ten.split(digit).length - 1))
  return n[0] !== '0' && most < 4 && new Set(ten).size === 11 - most && (11 - check) % 10 === Number(n[10])
}
const pension: Check = (n) => {
  const plain = n.slice(0, 8) + String(Number.parseInt(n[8] ?? '', 36) - 9).padStart(2, '0') + n.slice(9, 11)
  const products = [...'212571212121'].map((weight, at) => Number(weight) * Number(plain[at]))
  return (
    bornDayFirst(n.slice(2)) &&
    products.reduce((total, p) => total + Math.floor(p / 10) + (p % 10), 0) % 10 === Number(n[11])
  )
}
/** France: sex, year, month, place, order, key. */
const nir: Check = (n) =>
  /^[12]..(?:0[1-9]|1[0-2]|[2-9]\d)(?:\d\d|2[AB])\d+$/.test(n) &&
  97 - mod97(n.slice(0, 13).replace('2A', '19').replace('2B', '18')) === Number(n.slice(13))
const spain: Check = (n) =>
  'TRWAGMYFPDXBNJZSQVHLCKE'[
    Number(n.slice(0, -1).replace(/^[XYZ]/, (letter) => String('XYZ'.indexOf(letter)))) % 23
  ] === n.at(-1)
/** Italy: characters at odd places count by a table of their own; digits may have become letters. */
const codiceFiscale: Check = (n) => {
  if (!/^[A-Z]{6}[\dL-V]{2}[A-EHLMPRST][\dL-V]{2}[A-Z][\dL-V]{3}[A-Z]$/.test(n)) return false
  const values = [...n].map((char) => Number.parseInt(char, 36) - (/\d/.test(char) ? 0 : 10))
  const weights = values.map((value, at) =>
    at % 2 ? value : Number.parseInt('10579dfhjl24ikb368cegampon'.charAt(value), 36),
  )
  return weights.slice(0, 15).reduce((total, weight) => total + weight, 0) % 26 === values[15]
}
const pesel: Check = (n) => born(n) && sum(n, '13791379131') % 10 === 0
const brazil =
  (first: string, second: string): Check =>
  (n) =>
    new Set(n).size > 2 &&
    ((sum(n, first) * 10) % 11) % 10 === Number(n.at(-2)) &&
    ((sum(n, second) * 10) % 11) % 10 === Number(n.at(-1))
const cpf = brazil('a98765432', 'ba98765432')
const cnpj = brazil('543298765432', '6543298765432')
const norway: Check = (n) => bornDayFirst(n) && sum(n, '3761894521') % 11 === 0 && sum(n, '54327654321') % 11 === 0
const turkey: Check = (n) =>
  n[0] !== '0' && sum(n, '797979797') % 10 === Number(n[9]) && sum(n, '1111111111') % 10 === Number(n[10])
const belgium: Check = (n) =>
  born(n) && ['', '2'].some((century) => 97 - mod97(century + n.slice(0, 9)) === Number(n.slice(9)))
const china: Check = (n) =>
  /^[1-9].{5}(?:19|20)/.test(n) && born(n.slice(8)) && sum(n.replace('X', 'a'), '79a584216379a58421') % 11 === 1
const sweden: Check = (n) => born(n.slice(-10)) && luhn(n.slice(-10))
const ahv: Check = (n) => n.startsWith('756') && sum(n, '1313131313131') % 10 === 0
const finland: Check = (n) => bornDayFirst(n) && '0123456789ABCDEFHJKLMNPRSTUVWXY'[Number(n.slice(0, 9)) % 31] === n[9]
const chile: Check = (n) => sum(n.replace('K', 'a').padStart(9, '0'), '327654321') % 11 === 0
const argentina: Check = (n) => /^[23]/.test(n) && sum(n, '54327654321') % 11 === 0
const korea: Check = (n) => born(n) && (11 - (sum(n, '234567892345') % 11)) % 10 === Number(n[12])
const singapore: Check = (n) => {
  const rest = (sum(n.slice(1), '2765432') + (/^[TG]/.test(n) ? 4 : 0)) % 11
  return (/^[ST]/.test(n) ? 'JZIHGFEDCBA' : /^[FG]/.test(n) ? 'XWUTRQPNMLK' : '')[rest] === n[8]
}
const thailand: Check = (n) => (11 - (sum(n, 'dcba98765432') % 11)) % 10 === Number(n[12])
/** Canada and Australia; not the three parts of a colour. */
const canada: Check = (n) => !/^(?:(?:1\d|2[0-5])\d){3}$/.test(n) && (luhn(n) || sum(n, '14375869a') % 11 === 0)
const any =
  (...checks: Check[]): Check =>
  (n) =>
    checks.some((check) => check(n))

/** Numbers by their shape: `0` is a digit, `A` a letter. What is too weak to stand alone needs its name in front. */
const shapes: Readonly<Record<string, Check>> = {
  '000-00-0000': ssn,
  '000 00 0000': ssn,
  AA000000A: nino,
  'AA 00 00 00 A': nino,
  '000 000 0000': nhs,
  '00000000000': any(steuerId, pesel, cpf, norway, turkey, belgium),
  '00 000 000 000': steuerId,
  '00000000A000': pension,
  '00 000000 A 000': pension,
  '000000000000000': nir,
  '00000A000000000': nir,
  '000000A00000000': nir,
  '0 00 00 00 000 000 00': nir,
  '0 00 00 0A 000 000 00': nir,
  '00000000A': spain,
  '00000000-A': spain,
  A0000000A: any((n) => /^[XYZ]/.test(n) && spain(n), singapore),
  'A-0000000-A': spain,
  '000.000.000-00': cpf,
  '00.000.000/0000-00': cnpj,
  '00000000000000': (n) => n.slice(8, 11) === '000' && cnpj(n),
  '0000 0000 0000': verhoeff,
  '0000-0000-0000': verhoeff,
  '000000000000000000': china,
  '00000000000000000A': china,
  '000000-0000': any(sweden, finland),
  '00000000-0000': sweden,
  '000.0000.0000.00': ahv,
  '0000000000000': ahv,
  '00.00.00-000.00': belgium,
  '000 000 000': canada,
  '000-000-000': luhn,
  '000000-000A': finland,
  '000000 00000': norway,
  '00.000.000-0': chile,
  '00.000.000-A': chile,
  '0.000.000-0': chile,
  '00-00000000-0': argentina,
  '000000-0000000': korea,
  '0-0000-00000-00-0': thailand,
}

const patternOf = (shape: string): string =>
  shape.replaceAll(/0+|A+|[./]/g, (part) =>
    part[0] === '0' ? `\\d{${part.length}}` : part[0] === 'A' ? `[A-Zx]{${part.length}}` : `\\${part}`,
  )
const all = Object.keys(shapes)
const [spaced, joined] = [true, false].map((has) =>
  all
    .filter((shape) => shape.includes(' ') === has)
    .map(patternOf)
    .join('|'),
)

/** Whole words only: neither letters, digits nor a dot or dash may touch the number. */
export const nationalId: Detector = {
  kind: 'national-id',
  level: 'personal',
  needs: number,
  pattern: new RegExp(
    String.raw`\b(?<![.+-])(?=[A-Za-z]{0,2}[ -]?\d[\dA-Z ./-]{6}|[A-Za-z]{6}\d\d|[A-Z]{4}\d{6})(?:(?<!\d )(?:${spaced})(?! ?\d)|${joined}|[A-Za-z]{6}\w{10})(?![\w-]|\.\d)`,
    'g',
  ),
  valid: (found) => {
    const compact = found.replaceAll(/[ ./-]/g, '').toUpperCase()
    if (compact.length === 16) return codiceFiscale(compact)
    const shape = found.replaceAll(/\d/g, '0').replaceAll(/[a-z]/gi, 'A')
    return shapes[shape]?.(compact) === true
  },
}

/** Names long enough to be told inside of other words, and those that must stand alone. */
const names = String.raw`(?:social[-_ ]?(?:security|insurance)|national[-_ ]?(?:insurance|id)|steuer[-_ ]?(?:id|nummer|ident)|steuerliche[-_ ]ident|identifikations|tax(?:payer)?[-_ ]?(?:file|id)|sozialvers|codice[-_ ]?fiscale|burgerservice|pesel|a[ae]dhaa?r|uidai|身份证|证件|personnummer|fødsels|henkilö|rijksregister|numéro national|주민(?:등록)?|kimlik|passport|reisepass|passeport|pasaporte|driv(?:er'?s?|ing)[-_ ]?licen[cs]e|führerschein)\w{0,14}|(?<![a-z])(?:ssn|s\.?i\.?n|nino|ni|nhs|id\w?[-_ ]?nr|[te]in|[sr]v(?:nr)?|nir|dni|ni[ef]|c\.?f|bsn|cpf|cnpj|pan|pnr|fnr|cpr|hetu|ahv|avs|insz|tfn|rut|cui[tl]|rrn|nric|tckn|ppsn?|svnr|curp|r?sa[-_ ]id|(?:identity|personal|id)(?=[-_ ](?:id[-_ ])?n(?:o|um)))(?![a-z])`

/** Anything with enough digits, when a word in front says what it is. */
export const namedId: Detector = {
  kind: 'national-id',
  level: 'personal',
  needs: number,
  pattern: new RegExp(
    String.raw`((?!(?<=\[)national-id)(?:${names})(?:[-_ ]id(?=[-_ ]n))?${numberWord}(?:/[a-z]+)?${between})(?=(?:[A-Z./ -]{0,6}\d){5})[A-Z\d]{1,18}(?:[ ./-](?=[A-Z]?\d|[A-Z]\b)[A-Z\d]{1,18}){0,6}(?!\w)`,
    'gi',
  ),
  valid: (found) => digitsOf(found).length > 5 && found.length < 26,
}
