import type { RelayLimits } from '@vitrine/protocol'
import { fromUsd, toUsd } from '../../billing/index.ts'

export type LimitColumns = {
  readonly requests_per_minute: number | null
  readonly tokens_per_minute: number | null
  readonly concurrent: number | null
  readonly spend_per_day: string | null
  readonly spend_per_month: string | null
}

const stored = (dollars: string | null): string | null => (dollars === null ? null : String(fromUsd(dollars)))
const shown = (amount: string | null): string | null => (amount === null ? null : toUsd(BigInt(amount)))

export const toColumns = (limits: RelayLimits): LimitColumns => ({
  requests_per_minute: limits.requestsPerMinute,
  tokens_per_minute: limits.tokensPerMinute,
  concurrent: limits.concurrent,
  spend_per_day: stored(limits.spendPerDay),
  spend_per_month: stored(limits.spendPerMonth),
})

export const toLimits = (row: LimitColumns): RelayLimits => ({
  requestsPerMinute: row.requests_per_minute,
  tokensPerMinute: row.tokens_per_minute,
  concurrent: row.concurrent,
  spendPerDay: shown(row.spend_per_day),
  spendPerMonth: shown(row.spend_per_month),
})
