import { expect, test } from 'vitest'
import { readReportSearch } from './report-search.ts'

test('reads the filters of an address', () => {
  const search = { status: 'in progress', assignee: 'u-1', search: 'pay' }
  expect(readReportSearch(search)).toEqual(search)
})

test('a number that was searched for is text', () =>
  expect(readReportSearch({ search: 10482 })).toEqual({ search: '10482' }))

test.each([{ status: 'gone' }, { search: '' }, { assignee: { a: 1 } }, { page: 7 }])(
  '%o has no filter that is understood',
  (raw) => expect(readReportSearch(raw)).toEqual({}),
)
