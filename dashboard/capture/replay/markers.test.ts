import type { TimelineEntry } from '@vitrine/protocol'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { groupMarkers, type Marker, markerOf } from './markers.ts'

const request = (status: number): TimelineEntry => ({
  kind: 'request',
  at: 5,
  via: 'fetch',
  method: 'GET',
  url: '/api',
  status,
  durationMs: 1,
  requestBytes: null,
  responseBytes: null,
})

test.each([
  [200, undefined],
  [304, undefined],
  [0, 'failed-request'],
  [404, 'failed-request'],
  [500, 'failed-request'],
])('a request answered with %i is marked as %s', (status, kind) => expect(markerOf(request(status))?.kind).toBe(kind))

const kinds = fc.constantFrom<Marker['kind'][]>('click', 'navigation', 'failed-request', 'rage-click', 'error')
const markers = fc
  .array(fc.record({ kind: kinds, at: fc.nat(10_000), label: fc.string() }))
  .map((list) => list.sort((a, b) => a.at - b.at))

test('groups lose nothing, keep the order, and none is wider than the gap', () => {
  fc.assert(
    fc.property(markers, fc.integer({ min: 1, max: 2_000 }), (list, gapMs) => {
      const groups = groupMarkers(list, gapMs)
      expect(groups.flatMap((group) => group.markers)).toEqual(list)
      for (const group of groups) {
        const times = group.markers.map(({ at }) => at)
        expect(Math.max(...times) - Math.min(...times)).toBeLessThan(gapMs)
        expect(group.markers.some(({ kind, at }) => kind === group.kind && at === group.at)).toBe(true)
      }
    }),
  )
})

test('a group shows the gravest of what it holds', () => {
  const near: Marker[] = [
    { kind: 'click', at: 0, label: 'a' },
    { kind: 'error', at: 3, label: 'b' },
    { kind: 'navigation', at: 6, label: 'c' },
  ]
  expect(groupMarkers(near, 10)).toMatchObject([{ kind: 'error', at: 3, label: 'b' }])
})
