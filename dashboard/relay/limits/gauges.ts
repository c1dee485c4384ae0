import type { RelayLimits, RelayUse } from '@vitrine/protocol'
import { dollars, picoOfUsd } from '../../billing/dollars.ts'

/** One limit and how much of it is used; `share` from 0 to 1, none where there is no limit. */
export type Gauge = { readonly name: string; readonly said: string; readonly share: number | undefined }

const nothing = { requests: 0, tokens: 0, concurrent: 0, spentToday: '0', spentThisMonth: '0' } as const

function counted(name: string, used: number, limit: number | null): Gauge[] {
  if (limit === null) return []
  const said = `${used.toLocaleString('en')} of ${limit.toLocaleString('en')}`
  return [{ name, said, share: Math.min(1, used / limit) }]
}

/** Thousandths, so that amounts beyond a number's digits are divided exactly. */
function spent(name: string, used: string, limit: string | null): Gauge {
  if (limit === null) return { name, said: dollars(used), share: undefined }
  const most = picoOfUsd(limit)
  const share = most === 0n ? 1 : Math.min(1, Number((1_000n * picoOfUsd(used)) / most) / 1_000)
  return { name, said: `${dollars(used)} of ${dollars(limit)}`, share }
}

/** What is limited, and what is spent whether it is limited or not. */
export function gaugesOf(limits: RelayLimits, use: RelayUse | undefined): readonly Gauge[] {
  const { requests, tokens, concurrent, spentToday, spentThisMonth } = use ?? nothing
  return [
    ...counted('Requests in a minute', requests, limits.requestsPerMinute),
    ...counted('Tokens in a minute', tokens, limits.tokensPerMinute),
    ...counted('At once', concurrent, limits.concurrent),
    spent('Today', spentToday, limits.spendPerDay),
    spent('This month', spentThisMonth, limits.spendPerMonth),
  ]
}
