import { expect, test } from 'vitest'
import { columnsOf } from './columns-of.ts'
import { groupName } from './measures.ts'

const figures = { requests: 1, errors: 0, inputTokens: 10, cachedTokens: 0, outputTokens: 5, reasoningTokens: 1 }
const point = (at: string, cost: string) => ({ at, ...figures, cost })
const group = { name: null, others: false, ...figures, cost: '0' }
const series = {
  from: '2026-11-01T05:00:00.000Z',
  to: '2026-11-04T02:00:00.000Z',
  groups: [
    {
      of: 'a',
      ...group,
      points: [point('2026-11-01T00:00:00.000Z', '1.00'), point('2026-11-03T00:00:00.000Z', '0.000000000001')],
    },
    { of: 'b', ...group, points: [point('2026-11-01T00:00:00.000Z', '0.50')] },
  ],
}

test('every day has its column, also those on which nothing was, and groups add up exactly', () => {
  const columns = columnsOf(series, 'day', 'cost')
  expect(columns.map(({ said }) => said)).toEqual(['$1.50', '$0.00', '$0.000000000001', '$0.00'])
  expect(columnsOf(series, 'day', 'tokens').map(({ value }) => value)).toEqual([32, 0, 16, 0])
  expect(new Set(columns.map(({ name }) => name)).size).toBe(4)
})

test('a group is called what is left of its name', () => {
  expect(groupName({ of: 'sim-small', name: null, others: false }, 'model')).toBe('sim-small')
  expect(groupName({ of: 'id', name: 'Production', others: false }, 'key')).toBe('Production')
  expect(groupName({ of: 'id', name: null, others: false }, 'key')).toBe('No longer there')
  expect(groupName({ of: null, name: null, others: false }, 'member')).toBe('None')
  expect(groupName({ of: null, name: null, others: true }, 'member')).toBe('All others')
})
