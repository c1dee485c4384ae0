/** The sum of digits times weights, both in base 36, so that `a` is ten. */
export const sum = (number: string, weights: string): number =>
  [...weights].reduce(
    (total, weight, at) => total + Number.parseInt(weight, 36) * Number.parseInt(number[at] ?? '', 36),
    0,
  )

/** Payment cards, Sweden, Canada. */
export function luhn(digits: string): boolean {
  let total = 0
  for (let at = 1; at <= digits.length; at++) {
    const digit = Number(digits.at(-at)) * (at % 2 ? 1 : 2)
    total += digit > 9 ? digit - 9 : digit
  }
  return total % 10 === 0
}

/** The remainder by 97; letters count from 10, as in bank account numbers. */
export function mod97(text: string): number {
  let rest = 0
  for (const char of text) {
    const value = Number.parseInt(char, 36)
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97
  }
  return rest
}

/** India: multiplication in the group of a pentagon's symmetries, after a permutation that depends on the place. */
export function verhoeff(digits: string): boolean {
  let state = 0
  for (let place = 0; place < digits.length; place++) {
    let digit = Number(digits.at(-1 - place))
    for (let times = place % 8; times; times--) digit = Number('1576283094'[digit])
    const flips = state > 4 !== digit > 4
    const turned = (state > 4 ? state - digit + 5 : state + digit) % 5
    state = turned + (flips ? 5 : 0)
  }
  return state === 0
}
