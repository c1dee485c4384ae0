const picoInDollar = 12

/** US dollars: a decimal as the server writes it, or a sum in 10⁻¹² of them. */
type Amount = string | bigint

/** Dollars as the server writes them, such as `-12.5`, in 10⁻¹² of them: what is added up. */
export function picoOfUsd(usd: string): bigint {
  const [whole = '0', parts = ''] = usd.replace('-', '').split('.')
  const pico = BigInt(whole + parts.padEnd(picoInDollar, '0'))
  return usd.startsWith('-') ? -pico : pico
}

/** Without losing any. */
export function exactDollars(amount: Amount): string {
  const pico = typeof amount === 'bigint' ? amount : picoOfUsd(amount)
  const digits = (pico < 0n ? -pico : pico).toString().padStart(picoInDollar + 1, '0')
  const cents = digits.slice(-picoInDollar).replace(/0+$/, '').padEnd(2, '0')
  return `${pico < 0n ? '-' : ''}$${digits.slice(0, -picoInDollar)}.${cents}`
}

/** For reading: cents from a dollar on, and three digits that count below. Rounded towards zero. */
export function dollars(amount: Amount): string {
  const exact = exactDollars(amount)
  const [, sign = '', whole = '0', parts = ''] = /^(-?)\$(\d+)\.(\d+)$/.exec(exact) ?? []
  if (whole !== '0') return `${sign}$${BigInt(whole).toLocaleString('en')}.${parts.slice(0, 2)}`
  const leading = /^0*/.exec(parts)?.[0].length ?? 0
  const kept = parts
    .slice(0, Math.max(2, leading + 3))
    .replace(/0+$/, '')
    .padEnd(2, '0')
  return `${sign}$0.${kept}`
}

/** What somebody wrote as dollars, in 10⁻¹² of them; nothing when it is no amount. */
export function picoOf(written: string): bigint | undefined {
  const [, whole = '', parts = ''] = /^\$?(\d{1,9})(?:\.(\d{1,12}))?$/.exec(written.trim()) ?? []
  return whole === '' ? undefined : BigInt(whole + parts.padEnd(picoInDollar, '0'))
}

/** What somebody wrote as dollars, as the server reads them. Only for what `picoOf` understands. */
export const usdOf = (written: string): string => exactDollars(picoOf(written) ?? 0n).slice(1)
