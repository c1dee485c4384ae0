import { luhnDigit, type Random } from './random.ts'

type Make = (random: Random) => string

const brands: Readonly<Record<string, { prefixes: readonly string[]; length: number; groups: readonly number[] }>> = {
  visa: { prefixes: ['4'], length: 16, groups: [4, 4, 4, 4] },
  'visa-19': { prefixes: ['4'], length: 19, groups: [4, 4, 4, 4, 3] },
  mastercard: { prefixes: ['51', '52', '53', '54', '55', '2221', '2500', '2720'], length: 16, groups: [4, 4, 4, 4] },
  amex: { prefixes: ['34', '37'], length: 15, groups: [4, 6, 5] },
  diners: { prefixes: ['300', '305', '36', '38'], length: 14, groups: [4, 6, 4] },
  discover: { prefixes: ['6011', '644', '65'], length: 16, groups: [4, 4, 4, 4] },
  jcb: { prefixes: ['3528', '3589'], length: 16, groups: [4, 4, 4, 4] },
  unionpay: { prefixes: ['6221', '6250'], length: 16, groups: [4, 4, 4, 4] },
  'unionpay-19': { prefixes: ['6226'], length: 19, groups: [6, 13] },
  maestro: { prefixes: ['5018', '6304', '6759'], length: 16, groups: [4, 4, 4, 4] },
  rupay: { prefixes: ['6521', '6080'], length: 16, groups: [4, 4, 4, 4] },
  mir: { prefixes: ['2200', '2204'], length: 16, groups: [4, 4, 4, 4] },
}

const card =
  (brand: string, separator: string): Make =>
  ({ pick, run }) => {
    const { prefixes, length, groups } = brands[brand] ?? { prefixes: ['4'], length: 16, groups: [16] }
    const prefix = pick(prefixes)
    const start = prefix + run(length - prefix.length - 1)
    const number = start + luhnDigit(start)
    let at = 0
    return groups.map((size) => number.slice(at, (at += size))).join(separator)
  }

export const cards: Readonly<Record<string, readonly Make[]>> = Object.fromEntries(
  Object.keys(brands).map((brand) => [brand, ['', ' ', '-'].map((separator) => card(brand, separator))]),
)

/** Country and the shape of its account numbers: `#` digits, `A` capitals, `*` either. */
const accounts: Readonly<Record<string, string>> = {
  DE: '##################',
  AT: '################',
  CH: '#####************',
  FR: '##########***********##',
  ES: '####################',
  IT: 'A##########************',
  NL: 'AAAA##########',
  BE: '############',
  GB: 'AAAA##############',
  IE: 'AAAA##############',
  PT: '#####################',
  PL: '########################',
  SE: '####################',
  NO: '###########',
  DK: '##############',
  FI: '##############',
  CZ: '####################',
  SK: '####################',
  HU: '########################',
  RO: 'AAAA################',
  BG: 'AAAA##############',
  GR: '#######################',
  HR: '#################',
  SI: '###############',
  LU: '###*************',
  LI: '#####************',
  EE: '################',
  LV: 'AAAA*************',
  LT: '################',
  MT: 'AAAA#####******************',
  CY: '########################',
  TR: '######****************',
  UA: '######*******************',
  SA: '##******************',
  AE: '###################',
  IL: '###################',
  BR: '#######################A*',
  KZ: '###*************',
}
const value = (text: string): bigint => BigInt([...text].map((char) => Number.parseInt(char, 36)).join(''))

const iban =
  (country: string, written: (number: string) => string): Make =>
  ({ fill }) => {
    const account = fill(accounts[country] ?? '').toUpperCase()
    const check = 98n - (value(`${account}${country}00`) % 97n)
    return written(country + String(check).padStart(2, '0') + account)
  }

const inFours = (number: string): string => number.match(/.{1,4}/g)?.join(' ') ?? number
export const ibans: Readonly<Record<string, readonly Make[]>> = Object.fromEntries(
  Object.keys(accounts).map((country) => [
    country.toLowerCase(),
    [iban(country, (number) => number), iban(country, inFours), iban(country, (number) => number.toLowerCase())],
  ]),
)
