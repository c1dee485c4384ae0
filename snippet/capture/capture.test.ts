import { strictest } from '@vitrine/masking'
import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { toJson } from '../boot/json.ts'
import { maskBody } from '../record/mask-body.ts'
import { copyValue } from './copy-value.ts'
import { matches } from './matches.ts'
import type { RawBody } from './raw-log.ts'
import { createInteractions, createShifts } from './vitals.ts'

const shop = { host: 'shop.example' }

describe('an address is named by', () => {
  test.each([
    ['https://shop.example/api/orders', 'https://shop.example/api/orders?page=2#top'],
    ['https://shop.example/api/*', 'https://shop.example/api/orders/7'],
    ['/api/*', 'https://shop.example/api/orders'],
    ['/live', 'wss://shop.example/live'],
    ['api.shop.example/*/items', 'https://api.shop.example/orders/items'],
    ['*', 'https://anywhere.example/x'],
    ['/search?q=*', 'https://shop.example/search?q=shoes'],
  ])('%s: %s', (pattern, address) => expect(matches([pattern], address, shop)).toBe(true))

  test.each([
    ['https://shop.example/api/orders', 'https://shop.example/api/orders/7'],
    ['/api/*', 'https://elsewhere.example/api/orders'],
    ['shop.example/*', 'https://evil.example/shop.example/x'],
    ['/a*a', 'https://shop.example/a'],
    ['/search?q=*', 'https://shop.example/search'],
    ['', 'https://shop.example/'],
  ])('not by %s: %s', (pattern, address) => expect(matches([pattern], address, shop)).toBe(false))

  test('any number of stars, in no time', () => {
    const pattern = `/${'a*'.repeat(140)}b`
    const begun = performance.now()
    expect(matches(Array(50).fill(pattern), `https://shop.example/${'a'.repeat(2_000)}`, shop)).toBe(false)
    expect(performance.now() - begun).toBeLessThan(1_000)
  })
})

describe('a body', () => {
  const mask = (body: RawBody, mode: 'strict' | 'balanced' | 'open' = 'balanced', length = 20_000) =>
    maskBody(body, { ...strictest, mode }, {}, length)

  test.each<[RawBody, string]>([
    [{ text: '{"name":"Robin","password":"x"}' }, '{"name":"Robin","password":"•••••"}'],
    [{ text: 'name=Robin&password=x&mail=a%40b.example' }, '{"name":"Robin","password":"•••••","mail":"[email]"}'],
    [{ text: 'write to joe@shop.example' }, 'write to [email]'],
    [{ text: '' }, ''],
    [{ value: { list: ['a'], token: 'secret' } }, '{"list":["a"],"token":"•••••"}'],
    [
      {
        fields: [
          ['a', '1'],
          ['a', '2'],
          ['file', { file: 'joe@shop.example', bytes: 3 }],
        ],
      },
      '{"a":["1","2"],"file":{"file":"[email]","bytes":3}}',
    ],
    [{ binary: 'image/png', bytes: 7 }, '[image/png, 7 bytes]'],
    [{ binary: '<script>', bytes: 7 }, '[binary, 7 bytes]'],
  ])('%j is %s', (body, expected) => expect(mask(body)).toBe(expected))

  test('is cut after it was masked, and shows no half of what was cut off', () => {
    const mails = 'joe@shop.example '.repeat(40_000)
    expect(mask({ text: mails }).length).toBe(20_000)
    expect(mask({ text: mails }, 'balanced', 1_000_000)).not.toContain('joe')
    expect(mask({ text: JSON.stringify({ password: 'x'.repeat(300_000) }) })).not.toContain('xx')
    expect(mask({ text: '{"note":"Robin", broken' })).not.toContain('Robin')
    expect(mask({ text: `note ${'y'.repeat(600)}` })).toBe('note •••••')
  })

  test('in strict shows no word and no number', () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.stringMatching(/^[a-z]{1,8}$/),
          fc.oneof(fc.stringMatching(/^[a-z0-9 ]{1,20}$/), fc.integer()),
        ),
        (value) => {
          const shown = JSON.parse(mask({ text: JSON.stringify(value) }, 'strict')) as Record<string, string>
          for (const one of Object.values(shown)) expect(one).toMatch(/^[•\s]*$/)
        },
      ),
    )
  })
})

describe('a copy of a value', () => {
  vi.stubGlobal('Node', function Node() {})

  test('runs no code of the page', () => {
    let ran = 0
    const run = () => String(++ran)
    const key = { toString: run }
    const named = Object.defineProperty(() => {}, 'name', { get: run })
    class Listed extends Map<string, number> {
      override [Symbol.iterator]() {
        run()
        return super[Symbol.iterator]()
      }
    }
    const copied = copyValue([new Map([[key, 1]]), new Listed([['a', 2]]), named, { toJSON: run }])
    expect(copied).toEqual([{ '[Object]': 1 }, { a: 2 }, '[function ]', { toJSON: '[function run]' }])
    expect(ran).toBe(0)
  })

  test('shows no half of what a detector would have found whole', () => {
    const mail = `${'word '.repeat(999)}joe.long@shop.example`
    expect(copyValue(mail)).toBe(`${'word '.repeat(999)}…`)
    expect(copyValue('x'.repeat(6_000))).toBe(`${'x'.repeat(4_800)}…`)
    expect(copyValue('four words stay whole', { text: 10 })).toBe('four …')
  })
})

test('our own JSON is JSON', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 4 }), (json) => {
      const { prototype } = Array as unknown as { prototype: { toJSON?: () => string } }
      const value: unknown = JSON.parse(json)
      try {
        prototype.toJSON = () => 'theirs'
        expect(toJson(value)).not.toContain('theirs')
        expect(JSON.parse(toJson(value))).toEqual(value)
      } finally {
        delete prototype.toJSON
      }
    }),
  )
})

test('layout shifts add up in windows of a second’s gap and five seconds’ length, without those after input', () => {
  const shifts = createShifts()
  const add = (startTime: number, value: number, hadRecentInput = false) =>
    shifts.add({ startTime, value, hadRecentInput })
  add(100, 0.1)
  add(900, 0.1)
  add(1_000, 5, true)
  add(2_500, 0.15)
  expect(shifts.worst().value).toBeCloseTo(0.2)
  for (let at = 10_000; at < 17_000; at += 900) add(at, 0.1)
  expect(shifts.worst().value).toBeCloseTo(0.6)
})

test('the slowest interaction counts, or the next of each fifty', () => {
  const interactions = createInteractions()
  expect(interactions.worst()).toBeUndefined()
  for (let id = 1; id <= 60; id++) interactions.add(id, id === 7 ? 900 : id === 8 ? 400 : 50, id)
  interactions.add(8, 500, 8)
  interactions.add(0, 5_000, 0)
  expect(interactions.worst(49)?.value).toBe(900)
  expect(interactions.worst(60)?.value).toBe(500)
})
