const places = 12
const unit = 10n ** BigInt(places)

/** "12.5" → 10⁻¹² US dollars. */
export function fromDollars(dollars: string): bigint {
  const [whole = '0', part = ''] = dollars.split('.')
  return BigInt(whole) * unit + BigInt(part.padEnd(places, '0'))
}

/** 10⁻¹² US dollars → "12.5". */
export function toDollars(amount: bigint): string {
  const part = String(amount % unit)
    .padStart(places, '0')
    .replace(/0+$/, '')
  return `${amount / unit}${part && `.${part}`}`
}
