/** The same numbers each time, so that the corpus is the same on every machine. */
export type Random = {
  readonly below: (limit: number) => number
  readonly pick: <T>(items: readonly T[]) => T
  /** Characters of this alphabet; digits unless told. */
  readonly run: (length: number, alphabet?: string) => string
  /** `#` a digit, `A` a capital, `a` a small letter, `x` a hex digit, `*` a letter or digit; `\` takes the next as it is. */
  readonly fill: (pattern: string) => string
}

export const digits = '0123456789'
export const capitals = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
export const letters = capitals.toLowerCase()
const alphabets: Readonly<Record<string, string>> = {
  '#': digits,
  A: capitals,
  a: letters,
  x: '0123456789abcdef',
  '*': capitals + letters + digits,
}

export function seeded(seed: number): Random {
  let state = seed
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (limit: number) => Math.floor(next() * limit)
  const pick = <T>(items: readonly T[]): T => items[below(items.length)] as T
  const run = (length: number, alphabet = digits) =>
    Array.from({ length }, () => alphabet.charAt(below(alphabet.length))).join('')
  const fill = (pattern: string) =>
    pattern.replaceAll(/\\(.)|[#Aax*]/g, (char, kept?: string) => kept ?? run(1, alphabets[char]))
  return { below, pick, run, fill }
}

/** The sum of digits times weights. */
export const weighted = (number: string, weights: readonly number[]): number =>
  weights.reduce((sum, weight, at) => sum + weight * Number(number[at]), 0)

/** Tries until the last step of a checksum gives a digit that exists. */
export function until<T>(make: () => T | undefined): T {
  for (;;) {
    const made = make()
    if (made !== undefined) return made
  }
}

/** The digit that makes a number pass the Luhn test when it is put behind it. */
export function luhnDigit(number: string): string {
  const sum = number
    .split('')
    .toReversed()
    .reduce((total, char, at) => {
      const digit = Number(char) * (at % 2 ? 1 : 2)
      return total + (digit > 9 ? digit - 9 : digit)
    }, 0)
  return String((10 - (sum % 10)) % 10)
}

/** A two-digit day and month with the year, as most national numbers carry them. */
export function birthday({ below }: Random): { day: string; month: string; year: string } {
  const two = (value: number) => String(value).padStart(2, '0')
  return { day: two(1 + below(28)), month: two(1 + below(12)), year: String(1940 + below(59)) }
}
