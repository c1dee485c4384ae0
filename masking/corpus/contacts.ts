import type { Random } from './random.ts'

type Make = (random: Random) => string

const names = [
  'anna.schmidt',
  'j.o.brien',
  'marta_lopez',
  'li.wei',
  'pierre-yves',
  'kjell88',
  'x',
  'first.m.last',
  'SALES',
  "o'neil",
  'user%dept',
  'a1b2c3',
  'info',
  'zoë',
  'дмитрий',
  '李雷',
  'b.lange+shop',
  'noreply',
  'maria.garcía',
  'q.w.e.r',
]
const hosts = [
  'example.com',
  'mail.example.co.uk',
  'beispiel.de',
  'exemple.fr',
  'ejemplo.es',
  'example.cn',
  'sub.domain.example.museum',
  'xn--bcher-kva.example',
  'münchen.example',
  'my-shop.example',
  'example.io',
  'gmail.com',
  'web.de',
  'hotmail.co.jp',
  'corp.example.international',
]
export const email: Make = ({ pick }) => `${pick(names)}@${pick(hosts)}`

/** Shapes by country: `#` is any digit. */
const shapes: Readonly<
  Record<string, { international: readonly string[]; national: readonly string[]; named: readonly string[] }>
> = {
  us: {
    international: ['+1 212-555-01##', '+1 (415) 555-2#7#', '+1415555####', '+1.202.555.01##', '1-800-555-####'],
    national: ['(415) 555-2###', '212-555-01##', '415.555.2###', '(212)555-01##'],
    named: ['4155552###', '212 555 01##'],
  },
  gb: {
    international: ['+44 20 7946 0###', '+44 7911 12####', '+447911######', '+44 (0)20 7946 0###', '0044 20 7946 0###'],
    national: ['020 7946 0###', '07911 12####', '0161 496 0###', '(020) 7946 0###'],
    named: ['07911######'],
  },
  de: {
    international: [
      '+49 30 12#####',
      '+49 (0)89 12####',
      '+4915123######',
      '+49-171-12#####',
      '0049 30 12#####',
      '+49 151 234 567 ##',
    ],
    national: ['030 12######', '0151 234567##', '030/12######', '(089) 12####', '0171-12#####', '089 / 12 34 5# #8'],
    named: ['01512345####', '030123456##'],
  },
  fr: {
    international: [
      '+33 6 12 34 5# ##',
      '+33 1 45 67 8# ##',
      '+33612######',
      '0033 6 12 34 5# ##',
      '+33 (0)6 12 34 5# ##',
    ],
    national: ['06 12 34 5# ##', '01.45.67.8#.##', '06-12-34-5#-##'],
    named: ['0612######'],
  },
  es: {
    international: ['+34 612 34# ###', '+34 91 123 4# ##', '+34612######'],
    national: [],
    named: ['612 34# ###', '612######', '91 123 4# ##'],
  },
  it: {
    international: ['+39 333 12#####', '+39 06 1234 5###', '+39333#######'],
    national: ['06 1234 5###', '02 12345###'],
    named: ['333 12# ####', '333#######'],
  },
  nl: {
    international: ['+31 6 1234 5###', '+31 20 123 4###', '+31 6 1234567#'],
    national: ['06-12345###', '020 123 4###', '06 1234 5###'],
    named: ['06123#####'],
  },
  pl: { international: ['+48 601 23# ###', '+48601######'], national: [], named: ['601 23# ###', '601-23#-###'] },
  se: {
    international: ['+46 70 123 4# ##', '+46 8 123 45# ##'],
    national: ['070-123 4# ##', '08-123 45# ##'],
    named: ['070123####'],
  },
  ch: {
    international: ['+41 44 668 1# ##', '+41 79 123 4# ##'],
    national: ['044 668 1# ##', '079 123 4# ##'],
    named: ['0791234###'],
  },
  at: {
    international: ['+43 1 58765##', '+43 664 12345##'],
    national: ['0664 12345##', '01 58765##'],
    named: ['066412345##'],
  },
  br: {
    international: ['+55 11 91234-5###', '+55 (11) 91234-5###', '+551191234####'],
    national: ['(11) 91234-5###', '(21) 2345-6###'],
    named: ['11 91234-5###', '1191234####'],
  },
  in: {
    international: ['+91 98765 43###', '+91-98765-43###', '+9198765#####'],
    national: ['098765 43###'],
    named: ['98765 43###', '98765#####'],
  },
  cn: {
    international: ['+86 138 0013 8###', '+86 10 6552 9###', '+86138########'],
    national: ['010-6552 9###'],
    named: ['1380013####', '138 0013 8###', '138-0013-8###'],
  },
  jp: {
    international: ['+81 90-1234-5###', '+81 3 1234 5###'],
    national: ['090-1234-5###', '03-1234-5###'],
    named: ['0901234####'],
  },
  au: {
    international: ['+61 412 34# ###', '+61 2 9876 5###'],
    national: ['0412 34# ###', '(02) 9876 5###', '02 9876 5###'],
    named: ['0412######'],
  },
  ru: {
    international: ['+7 912 345-6#-##', '+7 (495) 123-4#-##', '+7912#######'],
    national: ['8 (912) 345-6#-##'],
    named: ['8 912 345 6# ##'],
  },
  kr: {
    international: ['+82 10-1234-5###', '+82 2 312 3###'],
    national: ['010-1234-5###', '02-312-3###'],
    named: ['0101234####'],
  },
  ae: { international: ['+971 50 123 4###', '+97150#######'], national: ['050 123 4###'], named: ['0501234###'] },
  mx: {
    international: ['+52 1 55 1234 5###', '+52 55 1234 5###'],
    national: ['(55) 1234-5###'],
    named: ['55 1234 5###'],
  },
  za: { international: ['+27 82 123 4###'], national: ['082 123 4###'], named: ['0821234###'] },
  ie: {
    international: ['+353 86 123 4###', '+353 1 234 5###'],
    national: ['086 123 4###', '(01) 234 5###'],
    named: ['0861234###'],
  },
}
const made = (patterns: readonly string[]): Make[] =>
  patterns.map(
    (pattern) =>
      ({ fill }) =>
        fill(pattern),
  )

export const phones = Object.fromEntries(
  Object.entries(shapes).map(([country, { international, national, named }]) => [
    country,
    { bare: made([...international, ...national]), named: made(named) },
  ]),
)

export const addresses: Readonly<Record<string, Make>> = {
  v4: ({ below, pick }) => `${pick([10, 84, 172, 192, 203, 8])}.${below(256)}.${below(256)}.${1 + below(254)}`,
  'v6-full': ({ fill }) => fill('2001:\\db8:85\\a3:x#xx:x#xx:8\\a2\\e:0370:73#4').replaceAll('\\', ''),
  'v6-short': ({ fill }) => fill('2001:\\db8:x#::x#x'),
  'v6-local': ({ fill }) => fill('\\f\\e80::1\\ff:\\f\\e23:x#6#:890\\a'),
  'v6-mapped': ({ below }) => `::ffff:192.0.2.${1 + below(254)}`,
}
