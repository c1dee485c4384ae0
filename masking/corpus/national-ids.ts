import { birthday, capitals, digits, luhnDigit, type Random, until, weighted } from './random.ts'

type Make = (random: Random) => string

const group = (number: string, lengths: readonly number[], separator: string): string => {
  let at = 0
  return lengths.map((length) => number.slice(at, (at += length))).join(separator)
}
const mod = (number: string, by: number): number => Number(BigInt(number) % BigInt(by))
/** Check digits that follow one another, each from `sum * 10 mod 11`. */
const brazilian = (start: string, first: readonly number[], second: readonly number[]): string => {
  const one = start + (((weighted(start, first) * 10) % 11) % 10)
  return one + (((weighted(one, second) * 10) % 11) % 10)
}
/** The same digit eleven times is valid by the sums, and never given. */
const notAlike = (number: string): string | undefined => (new Set(number).size > 2 ? number : undefined)

const cpf: Make = ({ run }) =>
  until(() => notAlike(brazilian(run(9), [10, 9, 8, 7, 6, 5, 4, 3, 2], [11, 10, 9, 8, 7, 6, 5, 4, 3, 2])))
const cnpj: Make = ({ run }) =>
  brazilian(`${run(8)}0001`, [5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2], [6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2])

const dihedral = [
  '0123456789',
  '1234067895',
  '2340178956',
  '3401289567',
  '4012395678',
  '5987604321',
  '6598710432',
  '7659821043',
  '8765932104',
  '9876543210',
]
const permuted = [
  '0123456789',
  '1576283094',
  '5803796142',
  '8916043527',
  '9453126870',
  '4286573901',
  '2793806415',
  '7046913258',
]
const verhoeffHolds = (number: string): boolean => {
  const rest = number
    .split('')
    .toReversed()
    .reduce((state, digit, at) => Number(dihedral[state]?.[Number(permuted[at % 8]?.[Number(digit)])]), 0)
  return rest === 0
}
const aadhaar: Make = ({ run, pick }) => {
  const start = pick([...'23456789']) + run(10)
  return start + [...digits].find((digit) => verhoeffHolds(start + digit))
}

const steuerId: Make = ({ below, pick }) => {
  const ten = [...digits]
  for (let at = 9; at > 0; at--) {
    const other = below(at + 1)
    ten[at] = [ten[other], (ten[other] = ten[at] ?? '')][0] ?? ''
  }
  // One digit is missing, and another stands there twice.
  ten[9] = pick(ten.slice(0, 9).filter((digit) => digit !== ten[8]))
  if (ten[0] === '0') ten.reverse()
  const start = ten.join('')
  const rest = ten.reduce((state, digit) => (((Number(digit) + state) % 10 || 10) * 2) % 11, 10)
  return start + ((11 - rest) % 10)
}
const sozialversicherung: Make = (random) => {
  const { day, month, year } = birthday(random)
  const letter = random.pick([...capitals])
  const start = `${random.pick(['12', '65', '53', '15', '26'])}${day}${month}${year.slice(2)}`
  const plain = start + String(capitals.indexOf(letter) + 1).padStart(2, '0') + random.run(2)
  const cross = [2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1].reduce((sum, weight, at) => {
    const product = weight * Number(plain[at])
    return sum + Math.floor(product / 10) + (product % 10)
  }, 0)
  return `${start}${letter}${plain.slice(10)}${cross % 10}`
}
const nir: Make = (random) => {
  const { month, year } = birthday(random)
  const start = `${random.pick(['1', '2'])}${year.slice(2)}${month}${random.pick(['75', '13', '69', '33', '59'])}${random.run(6)}`
  return start + String(97 - mod(start, 97)).padStart(2, '0')
}
const spanishLetter = (number: string): string => 'TRWAGMYFPDXBNJZSQVHLCKE'.charAt(Number(number) % 23)
const dni: Make = ({ run }) => {
  const number = run(8)
  return number + spanishLetter(number)
}
const nie: Make = ({ run, below }) => {
  const first = below(3)
  const number = run(7)
  return 'XYZ'.charAt(first) + number + spanishLetter(first + number)
}
const oddValues = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23]
const codiceFiscale: Make = (random) => {
  const { day, year } = birthday(random)
  const start = `${random.run(6, 'BCDFGLMNPRSTVZ')}${year.slice(2)}${random.pick([...'ABCDEHLMPRST'])}${day}${random.pick([...'ABCDFGHL'])}${random.run(3)}`
  const sum = [...start].reduce((total, char, at) => {
    const value = /\d/.test(char) ? Number(char) : capitals.indexOf(char)
    return total + (at % 2 ? value : (oddValues[value] ?? 0))
  }, 0)
  return start + capitals.charAt(sum % 26)
}
const bsn: Make = ({ run }) =>
  until(() => {
    const start = run(8).replace(/^0/, '1')
    const check = weighted(start, [9, 8, 7, 6, 5, 4, 3, 2]) % 11
    return check < 10 ? start + check : undefined
  })
const pesel: Make = (random) => {
  const { day, month, year } = birthday(random)
  const start = `${year.slice(2)}${month}${day}${random.run(4)}`
  return start + ((10 - (weighted(start, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3]) % 10)) % 10)
}
const chinese: Make = (random) => {
  const { day, month, year } = birthday(random)
  const start = `${random.pick(['110105', '310104', '440305', '510107'])}${year}${month}${day}${random.run(3)}`
  return start + '10X98765432'.charAt(weighted(start, [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]) % 11)
}
const personnummer: Make = (random) => {
  const { day, month, year } = birthday(random)
  const start = `${year.slice(2)}${month}${day}${random.run(3)}`
  const number = start + luhnDigit(start)
  return `${number.slice(0, 6)}-${number.slice(6)}`
}
const ahv: Make = ({ run }) => {
  const start = `756${run(9)}`
  return start + ((10 - (weighted(start, [1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3]) % 10)) % 10)
}
const belgian: Make = (random) => {
  const { day, month, year } = birthday(random)
  const start = `${year.slice(2)}${month}${day}${random.run(3)}`
  return start + String(97 - mod(start, 97)).padStart(2, '0')
}
const sin: Make = ({ run, pick }) => {
  const start = pick([...'1234567']) + run(7)
  return start + luhnDigit(start)
}
const tfn: Make = ({ run }) =>
  until(() => {
    const number = run(9).replace(/^0/, '1')
    return weighted(number, [1, 4, 3, 7, 5, 8, 6, 9, 10]) % 11 ? undefined : number
  })
const hetu: Make = (random) => {
  const { day, month, year } = birthday(random)
  const start = `${day}${month}${year.slice(2)}`
  const order = String(2 + random.below(897)).padStart(3, '0')
  return `${start}-${order}${'0123456789ABCDEFHJKLMNPRSTUVWXY'.charAt(Number(start + order) % 31)}`
}
const norwegian: Make = (random) =>
  until(() => {
    const { day, month, year } = birthday(random)
    const start = `${day}${month}${year.slice(2)}${random.run(3)}`
    const one = (11 - (weighted(start, [3, 7, 6, 1, 8, 9, 4, 5, 2]) % 11)) % 11
    const two = (11 - (weighted(start + one, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11)) % 11
    return one < 10 && two < 10 ? `${start}${one}${two}` : undefined
  })
const rut: Make = ({ run, pick }) => {
  const number = pick(['1', '7', '9']) + run(7)
  const rest = 11 - (weighted(number, [3, 2, 7, 6, 5, 4, 3, 2]) % 11)
  return `${group(number, [2, 3, 3], '.')}-${rest === 11 ? '0' : rest === 10 ? 'K' : rest}`
}
const cuit: Make = ({ run, pick }) =>
  until(() => {
    const start = pick(['20', '27', '23']) + run(8)
    const check = (11 - (weighted(start, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11)) % 11
    return check < 10 ? `${start.slice(0, 2)}-${start.slice(2)}-${check}` : undefined
  })
const rrn: Make = (random) => {
  const { day, month, year } = birthday(random)
  const start = `${year.slice(2)}${month}${day}${random.pick(['1', '2'])}${random.run(5)}`
  const check = (11 - (weighted(start, [2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5]) % 11)) % 10
  return `${start.slice(0, 6)}-${start.slice(6)}${check}`
}
const nric: Make = ({ run }) => {
  const number = run(7)
  return `S${number}${'JZIHGFEDCBA'.charAt(weighted(number, [2, 7, 6, 5, 4, 3, 2]) % 11)}`
}
const southAfrican: Make = (random) => {
  const { day, month, year } = birthday(random)
  const start = `${year.slice(2)}${month}${day}${random.run(4)}08`
  return start + luhnDigit(start)
}
const turkish: Make = ({ run, pick }) => {
  const start = pick([...'123456789']) + run(8)
  const odd = weighted(start, [1, 0, 1, 0, 1, 0, 1, 0, 1])
  const even = weighted(start, [0, 1, 0, 1, 0, 1, 0, 1, 0])
  const ten = (((odd * 7 - even) % 10) + 10) % 10
  return `${start}${ten}${(odd + even + ten) % 10}`
}
const nhs: Make = ({ run }) =>
  until(() => {
    const start = run(9).replace(/^0/, '4')
    const check = (11 - (weighted(start, [10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11)) % 11
    return check < 10 ? start + check : undefined
  })
const pps: Make = ({ run }) => {
  const number = run(7)
  return number + 'WABCDEFGHIJKLMNOPQRSTUV'.charAt(weighted(number, [8, 7, 6, 5, 4, 3, 2]) % 23)
}

/** A number as people write it: in one piece, or in groups. */
const grouped =
  (make: Make, lengths: readonly number[], separator: string): Make =>
  (random) =>
    group(make(random), lengths, separator)

export type National = {
  /** What stands in front of it where people write its name. */
  readonly names: readonly string[]
  /** Enough by themselves. */
  readonly bare: readonly Make[]
  /** Too short to be told from any other number without their name. */
  readonly named?: readonly Make[]
}

export const nationalIds: Readonly<Record<string, National>> = {
  us: {
    names: ['SSN', 'social security number', 'ssn'],
    bare: [
      ({ fill, pick }) =>
        fill(
          `${pick(['123', '219', '457', '536', '612'])}-${pick(['09', '22', '45', '81'])}-\\${pick(['1', '4', '7'])}###`,
        ),
    ],
    named: [({ fill }) => fill('4##4##1##')],
  },
  gb: {
    names: ['NI number', 'NINO', 'national insurance no.'],
    bare: [
      ({ fill, pick }) =>
        fill(`${pick(['AB', 'CE', 'JK', 'PW'])}######${pick(['A', 'B', 'C', 'D'])}`.replaceAll(/[A-Z]/g, '\\$&')),
      ({ fill, pick }) =>
        fill(`${pick(['AB', 'CE', 'JK', 'PW'])} ## ## ## ${pick(['A', 'B', 'C', 'D'])}`.replaceAll(/[A-Z]/g, '\\$&')),
    ],
    named: [],
  },
  nhs: { names: ['NHS number', 'nhs_no'], bare: [grouped(nhs, [3, 3, 4], ' ')], named: [nhs] },
  de: {
    names: ['Steuer-ID', 'IdNr.', 'steuerliche Identifikationsnummer'],
    bare: [steuerId, grouped(steuerId, [2, 3, 3, 3], ' ')],
  },
  'de-sv': {
    names: ['Sozialversicherungsnummer', 'SV-Nummer'],
    bare: [sozialversicherung, (random) => group(sozialversicherung(random), [2, 6, 1, 3], ' ')],
  },
  fr: {
    names: ['NIR', 'numéro de sécurité sociale', 'n° sécu'],
    bare: [nir, grouped(nir, [1, 2, 2, 2, 3, 3, 2], ' ')],
  },
  es: { names: ['DNI', 'NIF'], bare: [dni, (random) => dni(random).replace(/(.)$/, '-$1')] },
  'es-nie': { names: ['NIE'], bare: [nie, (random) => nie(random).replace(/^(.)(.*)(.)$/, '$1-$2-$3')] },
  it: {
    names: ['codice fiscale', 'C.F.', 'CF'],
    bare: [codiceFiscale, (random) => codiceFiscale(random).toLowerCase()],
  },
  nl: { names: ['BSN', 'burgerservicenummer'], bare: [], named: [bsn, grouped(bsn, [4, 2, 3], '.')] },
  pl: { names: ['PESEL'], bare: [pesel] },
  br: { names: ['CPF'], bare: [cpf, (random) => cpf(random).replace(/^(...)(...)(...)(..)$/, '$1.$2.$3-$4')] },
  'br-cnpj': {
    names: ['CNPJ'],
    bare: [cnpj, (random) => cnpj(random).replace(/^(..)(...)(...)(....)(..)$/, '$1.$2.$3/$4-$5')],
  },
  in: {
    names: ['Aadhaar', 'aadhaar no'],
    bare: [grouped(aadhaar, [4, 4, 4], ' '), grouped(aadhaar, [4, 4, 4], '-')],
    named: [aadhaar],
  },
  cn: { names: ['身份证', 'resident id'], bare: [chinese, (random) => chinese(random).replace('X', 'x')] },
  se: { names: ['personnummer', 'pnr'], bare: [personnummer, (random) => `19${personnummer(random)}`] },
  ch: { names: ['AHV', 'AHV-Nr.', 'AVS'], bare: [ahv, grouped(ahv, [3, 4, 4, 2], '.')] },
  be: {
    names: ['rijksregisternummer', 'numéro national'],
    bare: [belgian, (random) => belgian(random).replace(/^(..)(..)(..)(...)(..)$/, '$1.$2.$3-$4.$5')],
  },
  ca: {
    names: ['SIN', 'social insurance number'],
    bare: [grouped(sin, [3, 3, 3], ' '), grouped(sin, [3, 3, 3], '-')],
    named: [sin],
  },
  au: { names: ['TFN', 'tax file number'], bare: [grouped(tfn, [3, 3, 3], ' ')], named: [tfn] },
  fi: { names: ['henkilötunnus', 'hetu'], bare: [hetu] },
  no: { names: ['fødselsnummer', 'fnr'], bare: [norwegian, grouped(norwegian, [6, 5], ' ')] },
  dk: {
    names: ['CPR', 'cpr-nr'],
    bare: [],
    named: [
      (random) => {
        const { day, month, year } = birthday(random)
        return `${day}${month}${year.slice(2)}-${random.run(4)}`
      },
    ],
  },
  cl: { names: ['RUT'], bare: [rut] },
  ar: { names: ['CUIT', 'CUIL'], bare: [cuit] },
  kr: { names: ['주민등록번호', 'RRN'], bare: [rrn] },
  sg: { names: ['NRIC'], bare: [nric] },
  za: { names: ['ID number', 'RSA ID'], bare: [], named: [southAfrican] },
  tr: { names: ['TC Kimlik No', 'TCKN'], bare: [turkish] },
  ie: { names: ['PPS number', 'PPSN'], bare: [], named: [pps] },
  passport: {
    names: ['passport no', 'Passport number', 'Reisepass'],
    bare: [],
    named: [({ fill }) => fill('\\C##\\X##\\T4#'), ({ fill }) => fill('#########')],
  },
  licence: {
    names: ["driver's license", 'driving licence no'],
    bare: [],
    named: [({ fill }) => fill('\\D#######'), ({ fill }) => fill('AAAAA######AA#AA').toUpperCase()],
  },
}
