import type { RelayKey } from '@vitrine/protocol'
import { dollars } from '../../billing/dollars.ts'

/** What narrows a key, in words; empty for one that may do everything. */
export function limitWords({ limits, models, networks }: Pick<RelayKey, 'limits' | 'models' | 'networks'>): string[] {
  const { requestsPerMinute, tokensPerMinute, concurrent, spendPerDay, spendPerMonth } = limits
  const count = (value: number | null | undefined, what: string) =>
    value === null || value === undefined ? [] : [`${value.toLocaleString('en')} ${what}`]
  const money = (value: string | null | undefined, what: string) =>
    value === null || value === undefined ? [] : [`${dollars(value)} ${what}`]
  return [
    ...(models.length > 0 ? [`only ${models.join(', ')}`] : []),
    ...(networks.length > 0 ? [`from ${networks.join(', ')}`] : []),
    ...count(requestsPerMinute, 'requests a minute'),
    ...count(tokensPerMinute, 'tokens a minute'),
    ...count(concurrent, 'at once'),
    ...money(spendPerDay, 'a day'),
    ...money(spendPerMonth, 'a month'),
  ]
}
