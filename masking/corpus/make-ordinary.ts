import { capitals, letters, type Random, seeded } from './random.ts'

const words =
  'orders cart checkout frontend payments catalog search items media worker billing session-store lodash react-dom gateway inventory shipping'.split(
    ' ',
  )
const hex = '0123456789abcdef'
const base64 = `${capitals}${letters}0123456789+/`

const two = (value: number) => String(value).padStart(2, '0')
const date = ({ below }: Random): [year: string, month: string, day: string] => [
  String(2019 + below(7)),
  two(1 + below(12)),
  two(1 + below(28)),
]
const clock = ({ below }: Random) => `${two(below(24))}:${two(below(60))}:${two(below(60))}`
const months = ['Jan', 'Mar', 'Jul', 'Nov']
/** Bytes of no text. */
const bytes = ({ run, below }: Random) =>
  Buffer.from(run(60 + below(120), '\u0000\u0001\u0010\u007f\u0080\u0099\u00b1\u00c3\u00ff\u00e7'), 'latin1').toString(
    'base64',
  )

/** What a name between braces stands for; other braces hold a pattern of `fill`. */
const values: Readonly<Record<string, (random: Random) => string>> = {
  word: ({ pick }) => pick(words),
  verb: ({ pick }) => pick(['GET', 'POST', 'PUT', 'DELETE']),
  status: ({ pick }) => pick(['200', '201', '204', '304', '404', '422', '500']),
  iso: (random) => `${date(random).join('-')}T${clock(random)}.${random.run(3)}Z`,
  date: (random) => date(random).join('-'),
  ymd: (random) => date(random).join(''),
  dmy: (random) =>
    date(random)
      .toReversed()
      .join(random.pick(['.', '/', '.'])),
  day: (random) => `${random.pick(months)} ${two(1 + random.below(28))} ${clock(random)}`,
  clf: (random) => `${two(1 + random.below(28))}/${random.pick(months)}/2024:${clock(random)} +0000`,
  sec: ({ run }) => `17${run(8)}`,
  ms: ({ run }) => `17${run(11)}`,
  snow: ({ run }) => `17${run(17)}`,
  uuid: ({ fill }) => fill('xxxxxxxx-xxxx-4xxx-9xxx-xxxxxxxxxxxx'),
  ulid: ({ run }) => run(21, '0123456789ABCDEFGHJKMNPQRSTVWXYZ'),
  base8: ({ run }) => run(8, `${capitals}${letters}0123456789_`),
  b64: (random) => (random.below(2) ? bytes(random) : random.run(40 + random.below(100), base64)),
  coordinate: ({ below, run, pick }) => `${pick(['', '-'])}${below(90)}.${run(6)}`,
  ...Object.fromEntries([16, 24, 32, 40, 64].map((length) => [`hex${length}`, ({ run }: Random) => run(length, hex)])),
}

/** Lines that hold nothing to hide, made of the templates; the same each time. */
export function makeOrdinary(templates: readonly string[], times = 10, seed = 11): string[] {
  const random = seeded(seed)
  const one = (template: string) =>
    template.replaceAll(/\{([a-z\d]+|[#AaxX]+)\}/g, (braces, name: string) =>
      values[name]
        ? values[name](random)
        : /^[#AaxX]+$/.test(name)
          ? name.startsWith('X')
            ? random.fill(name.toLowerCase()).toUpperCase()
            : random.fill(name)
          : braces,
    )
  return templates.flatMap((template) => Array.from({ length: times }, () => one(template)))
}
