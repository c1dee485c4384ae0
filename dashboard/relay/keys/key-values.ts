import type { NewRelayKey, RelayKey } from '@vitrine/protocol'
import { picoOf, usdOf } from '../../billing/dollars.ts'

/** Limits as a form holds them: an empty field is none. */
export type LimitValues = {
  readonly requestsPerMinute: number | ''
  readonly tokensPerMinute: number | ''
  readonly concurrent: number | ''
  readonly spendPerDay: string
  readonly spendPerMonth: string
}

/** A key as its form holds it. */
export type KeyValues = LimitValues & {
  readonly name: string
  /** Days from now; empty: it does not end by itself. */
  readonly days: string
  readonly models: string[]
  readonly networks: string[]
}

export const emptyKey: KeyValues = {
  name: '',
  days: '',
  models: [],
  networks: [],
  requestsPerMinute: '',
  tokensPerMinute: '',
  concurrent: '',
  spendPerDay: '',
  spendPerMonth: '',
}

const filled = (value: number | ''): number | null => (value === '' ? null : value)
const amount = (written: string): string | null => (written.trim() === '' ? null : usdOf(written))

export const isAmount = (value: string): string | null =>
  value.trim() === '' || picoOf(value) !== undefined ? null : 'Enter dollars, such as 25 or 0.50.'

/** What the server is told of the limits. */
export const limitsOf = (values: LimitValues): NewRelayKey['limits'] => ({
  requestsPerMinute: filled(values.requestsPerMinute),
  tokensPerMinute: filled(values.tokensPerMinute),
  concurrent: filled(values.concurrent),
  spendPerDay: amount(values.spendPerDay),
  spendPerMonth: amount(values.spendPerMonth),
})

export const newKeyOf = (values: KeyValues): NewRelayKey => ({
  name: values.name.trim(),
  projectId: null,
  models: values.models,
  endpoints: [],
  networks: values.networks,
  expiresInDays: values.days === '' ? null : Number(values.days),
  limits: limitsOf(values),
})

export const limitValuesOf = (limits: RelayKey['limits']): LimitValues => ({
  requestsPerMinute: limits.requestsPerMinute ?? '',
  tokensPerMinute: limits.tokensPerMinute ?? '',
  concurrent: limits.concurrent ?? '',
  spendPerDay: limits.spendPerDay ?? '',
  spendPerMonth: limits.spendPerMonth ?? '',
})

export const valuesOf = ({ name, models, networks, limits }: RelayKey): KeyValues => ({
  name,
  days: '',
  models: [...models],
  networks: [...networks],
  ...limitValuesOf(limits),
})
