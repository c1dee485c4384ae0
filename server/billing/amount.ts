import type { Pico } from './price.ts'

const places = 12
const whole = 10n ** BigInt(places)
const decimal = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/

/** A decimal times a power of ten, exactly; `undefined`: it would not be whole, or it is no decimal. */
export function shifted(text: string, power: number): bigint | undefined {
  const [, sign, before = '', after = '', exponent = '0'] = decimal.exec(text) ?? []
  if (sign === undefined) return undefined
  const digits = BigInt(before + after)
  const left = power + Number(exponent) - after.length
  if (left < 0 && digits % 10n ** BigInt(-left) !== 0n) return undefined
  const value = left < 0 ? digits / 10n ** BigInt(-left) : digits * 10n ** BigInt(left)
  return sign === '-' ? -value : value
}

/** `12.5` US dollars; `undefined`: it is no amount, or finer than can be kept. */
export const fromUsd = (text: string): Pico | undefined => shifted(text, places)

/** As few decimals as are needed, two at least. */
export function toUsd(amount: Pico): string {
  const size = amount < 0n ? -amount : amount
  const after = String(size % whole)
    .padStart(places, '0')
    .replace(/0{1,10}$/, '')
  return `${amount < 0n ? '-' : ''}${size / whole}.${after}`
}
