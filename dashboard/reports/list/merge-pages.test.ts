import type { ReportPage, ReportRow } from '@vitrine/protocol'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { listOrder, mergeFirstPage } from './merge-pages.ts'

const row = (second: number, id: string, title = ''): ReportRow => ({
  id,
  projectId: 'p',
  title,
  status: 'new',
  assignee: null,
  pageUrl: '/',
  createdAt: new Date(second * 1_000).toISOString(),
  durationMs: 0,
  errors: 0,
  failedRequests: 0,
})
const size = 3

/** What the server answers: the page after `cursor` of all its rows, newest first. */
function page(all: readonly ReportRow[], cursor?: string): ReportPage {
  const sorted = all.toSorted(listOrder)
  const start = cursor === undefined ? 0 : sorted.findIndex(({ id }) => id === cursor) + 1
  const reports = sorted.slice(start, start + size)
  return { reports, next: start + size < sorted.length ? (reports.at(-1)?.id ?? null) : null }
}

function pages(all: readonly ReportRow[], count: number): ReportPage[] {
  const read = [page(all)]
  while (read.length < count && read.at(-1)?.next) read.push(page(all, read.at(-1)?.next ?? undefined))
  return read
}

const rows = fc.uniqueArray(fc.tuple(fc.nat(20), fc.uuid()), { selector: ([, id]) => id, maxLength: 16 })

test('after any arrivals, what is shown is a gapless beginning of the list, and the cursor goes on from its end', () => {
  fc.assert(
    fc.property(
      rows,
      fc.uniqueArray(fc.uuid(), { maxLength: 6 }),
      fc.integer({ min: 1, max: 4 }),
      (old, ids, count) => {
        const before = old.map(([second, id]) => row(second, id))
        const after = [...before, ...ids.map((id, index) => row(100 + index, id))]
        const merged = mergeFirstPage(pages(before, count), page(after))
        const shown = merged.flatMap(({ reports }) => reports)
        expect(shown).toEqual(after.toSorted(listOrder).slice(0, shown.length))
        const next = merged.at(-1)?.next ?? null
        expect(next).toBe(shown.length < after.length ? (shown.at(-1)?.id ?? null) : null)
      },
    ),
  )
})

test('older pages stay loaded when only a few rows are new', () => {
  const before = Array.from({ length: 9 }, (_, index) => row(index, `id-${index}`))
  const merged = mergeFirstPage(pages(before, 3), page([...before, row(50, 'new')]))
  expect(merged.flatMap(({ reports }) => reports)).toHaveLength(10)
})

test('a row that is on both sides is shown once, as it was read last', () => {
  const before = Array.from({ length: 5 }, (_, index) => row(index, `id-${index}`))
  const after = before.map((one) => (one.id === 'id-4' ? row(4, 'id-4', 'renamed') : one))
  const shown = mergeFirstPage(pages(before, 2), page(after)).flatMap(({ reports }) => reports)
  expect(shown.filter(({ id }) => id === 'id-4')).toEqual([row(4, 'id-4', 'renamed')])
})

test('a row that left the fresh page because it no longer matches is not shown any more', () => {
  const before = Array.from({ length: 6 }, (_, index) => row(index, `id-${index}`))
  const after = before.filter(({ id }) => id !== 'id-4')
  const shown = mergeFirstPage(pages(before, 2), page(after)).flatMap(({ reports }) => reports)
  expect(shown.map(({ id }) => id)).toEqual(['id-5', 'id-3', 'id-2', 'id-1', 'id-0'])
})
