import { describe, expect, test } from 'vitest'
import { redactDeep } from './redact-deep.ts'
import { redactEvents } from './redact-events.ts'

const el = (tagName: string, attributes: object, ...childNodes: object[]) => ({
  type: 2,
  id: 1,
  tagName,
  attributes,
  childNodes,
})

describe('finds anywhere', () => {
  test.each([
    ['text', { textContent: 'joe@example.com' }, { textContent: '[email]' }],
    ['attributes', el('p', { title: 'joe@example.com' }), el('p', { title: '[email]' })],
    ['keys', { 'joe@example.com': 1 }, { '[email]': 1 }],
    ['numbers', { payload: [4111111111111111] }, { payload: ['[card]'] }],
    [
      'styles',
      { _cssText: 'a{content:"joe@example.com";margin:0 10 20 30px}' },
      { _cssText: 'a{content:"[email]";margin:0 10 20 30px}' },
    ],
    [
      'style nodes',
      { isStyle: true, textContent: 'a{background:url(/x?token=a1b2c3d4e5)}' },
      { isStyle: true, textContent: 'a{background:url(/x?token=[secret])}' },
    ],
    [
      'drawings',
      { src: 'data:image/svg+xml,<text>joe@example.com</text>' },
      { src: 'data:image/svg+xml,<text>[email]</text>' },
    ],
    ['console', { payload: { args: ['{"password":"x1y2"}'] } }, { payload: { args: ['{"password":"[secret]"}'] } }],
    ['base64', { href: `/x/${btoa('mail joe@example.com now')}` }, { href: '/x/[email]' }],
  ])('%s', (_, from, to) => expect(redactDeep(from, 'personal')).toEqual(to))
})

describe('leaves alone', () => {
  test.each([
    ['pictures', { rr_dataURL: `data:image/png;base64,${btoa('joe@example.com and more of them')}` }],
    ['canvas data', { base64: btoa('joe@example.com and more of them') }],
    ['fonts', { src: `data:font/woff2;base64,${btoa('joe@example.com and more of them')}` }],
    [
      'drawn numbers',
      el('path', {
        d: 'M030 12345678L41 11 11 11',
        points: '030 1234567,10 10',
        viewBox: '0 0 1024 1024',
        transform: 'translate(030 1234567)',
      }),
    ],
    ['style sheets', { rule: '.a{margin:030 1234567px}.b-4111111111111111{}' }],
    ['numbers of events', { type: 3, timestamp: 1709802865123, id: 4111, x: 12.5, y: -3 }],
    ['odd values', { a: null, b: undefined, c: true, d: [], e: {} }],
  ])('%s', (_, value) => {
    const counts = {}
    expect(redactDeep(value, 'personal', counts)).toEqual(value)
    expect(counts).toEqual({})
  })
})

test('open removes credentials only', () => {
  const events = [{ data: { text: 'joe@example.com token=a1b2c3d4e5' } }]
  expect(redactEvents(events, 'open')).toEqual({
    events: [{ data: { text: 'joe@example.com token=[secret]' } }],
    counts: { secret: 1 },
  })
  expect(redactEvents(events, 'balanced').counts).toEqual({ email: 1, secret: 1 })
  expect(redactEvents(events).counts).toEqual({ email: 1, secret: 1 })
})

test('does not change what it is given, and keeps strange keys as data', () => {
  const given = JSON.parse('{"__proto__":{"mail":"joe@example.com"},"list":["joe@example.com"]}')
  const before = JSON.stringify(given)
  const clean = redactDeep(given, 'personal')
  expect(JSON.stringify(given)).toBe(before)
  expect(JSON.stringify(clean)).toBe('{"__proto__":{"mail":"[email]"},"list":["[email]"]}')
  expect(Object.getPrototypeOf(clean)).toBe(Object.prototype)
})

test('depth is no problem', () => {
  let nested: object = { mail: 'joe@example.com' }
  for (let i = 0; i < 100_000; i++) nested = { nested }
  const counts = {}
  redactDeep(nested, 'personal', counts)
  expect(counts).toEqual({ email: 1 })
})
