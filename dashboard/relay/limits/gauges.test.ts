import { RelayLimits } from '@vitrine/protocol'
import { expect, test } from 'vitest'
import { gaugesOf } from './gauges.ts'

const use = {
  by: 'organization',
  id: '6f6c7a52-6d0f-4a3f-9a55-0f2a4f6b1c11',
  requests: 30,
  tokens: 5,
  concurrent: 1,
  spentToday: '2.5',
  spentThisMonth: '12',
} as const

test('what is limited is told with its limit; what is spent always', () => {
  expect(gaugesOf(RelayLimits.parse({}), use)).toEqual([
    { name: 'Today', said: '$2.50', share: undefined },
    { name: 'This month', said: '$12.00', share: undefined },
  ])
  const limits = RelayLimits.parse({ requestsPerMinute: 60, spendPerDay: '10', spendPerMonth: '5' })
  expect(gaugesOf(limits, use).map(({ said, share }) => [said, share])).toEqual([
    ['30 of 60', 0.5],
    ['$2.50 of $10.00', 0.25],
    ['$12.00 of $5.00', 1],
  ])
  expect(gaugesOf(limits, undefined)[0]).toEqual({ name: 'Requests in a minute', said: '0 of 60', share: 0 })
})
