import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { maskValue } from './mask-value.ts'
import { type MaskingMode, strictest } from './policy.ts'

const M = '•••••'
const mask = (value: unknown, mode: MaskingMode = 'balanced', counts = {}) =>
  maskValue(value, { ...strictest, mode }, undefined, counts)

describe('values', () => {
  test.each([
    ['plain text', 'plain text'],
    ['joe@example.com', '[email]'],
    [42, 42],
    [4111111111111111, '[card]'],
    [true, true],
    [null, null],
    [undefined, '[undefined]'],
    [10n, '10n'],
    [Symbol('x'), '[symbol]'],
    [() => 'x', '[function]'],
    [new Date(0), '1970-01-01T00:00:00.000Z'],
    [new Date(Number.NaN), 'Invalid Date'],
    [/a@b\.co/, String.raw`/a@b\.co/`],
    [new URL('https://u:p@x.example/'), 'https://[login]@x.example/'],
    [new Uint8Array(3), '[binary]'],
    [new Set(['a', 'joe@example.com']), ['a', '[email]']],
    [new Map([['password', 'x']]), [['password', M]]],
    [
      [1, ['joe@example.com']],
      [1, ['[email]']],
    ],
    [{ 'joe@example.com': 1 }, { '[email]': 1 }],
    [{ nodeType: 1, nodeName: 'DIV' }, '<div>'],
    [Promise.resolve(1), {}],
  ])('%o', (value, shown) => expect(mask(value)).toEqual(shown))
})

test.each([
  'password',
  'newPassword',
  'access_token',
  'apiKey',
  'clientSecret',
  'Authorization',
  'cookie',
  'Set-Cookie',
  'ssn',
  'user_ssn',
  'cardNumber',
  'cvc',
  'iban',
  'sessionId',
  'pin',
  'otp',
  'jwt',
  'csrfToken',
])('hides all of %s, in every mode', (key) => {
  for (const mode of ['strict', 'balanced', 'open'] as const) {
    expect(mask({ [key]: 'anything' }, mode)).toEqual({ [key]: M })
    expect(mask({ [key]: { nested: 1 } }, mode)).toEqual({ [key]: M })
    expect(mask({ [key]: 12 }, mode)).toEqual({ [key]: M })
  }
})

test.each([
  'total',
  'tokenCount',
  'max_tokens',
  'author',
  'keyboard',
  'passive',
  'company',
  'spinning',
  'cardinality',
  'shipping',
  'discard',
])('leaves %s alone', (key) => expect(mask({ [key]: 'x' })).toEqual({ [key]: 'x' }))

test('strict hides every word and number', () => {
  const counts = {}
  expect(mask({ name: 'Anna Schmidt', age: 42, ok: true }, 'strict', counts)).toEqual({
    name: `${M} ${M}`,
    age: M,
    ok: true,
  })
  expect(counts).toEqual({ text: 1, number: 1 })
})

test('open shows what is not a credential', () => {
  expect(mask({ mail: 'joe@example.com', note: 'token=a1b2c3d4e5' }, 'open')).toEqual({
    mail: 'joe@example.com',
    note: 'token=[secret]',
  })
})

test('never runs code of the page, and survives what throws', () => {
  let calls = 0
  const getter = {
    get value() {
      return ++calls
    },
    toJSON: () => ++calls,
    toString: () => String(++calls),
  }
  expect(mask(getter)).toEqual({ value: '[getter]', toJSON: '[function]', toString: '[function]' })
  expect(calls).toBe(0)
  const hostile = new Proxy(
    {},
    {
      ownKeys: () => {
        throw new Error('no')
      },
    },
  )
  expect(mask({ a: 1, hostile })).toEqual({ a: 1, hostile: '[unreadable]' })
  const revoked = Proxy.revocable({}, {})
  revoked.revoke()
  expect(mask([revoked.proxy])).toEqual(['[unreadable]'])
  expect(mask(Object.create(null, { __proto__: { value: 1, enumerable: true } }))).toBeTypeOf('object')
})

test('cuts cycles, depth and size', () => {
  const cycle: Record<string, unknown> = { a: 1 }
  cycle.self = cycle
  expect(mask(cycle)).toEqual({ a: 1, self: '[circular]' })
  let nested: unknown = 'end'
  for (let i = 0; i < 100; i++) nested = { nested }
  expect(JSON.stringify(mask(nested))).toContain('[…]')
  expect((mask(Array(1_000_000).fill(1)) as unknown[]).length).toBe(101)
  expect(String(mask('x'.repeat(1_000_000))).length).toBeLessThanOrEqual(10_000)
  const wide = Array.from({ length: 100 }, () => Array.from({ length: 100 }, () => [[1]]))
  expect(JSON.stringify(mask(wide)).length).toBeLessThan(100_000)
})

test('the same object twice is not a cycle', () => {
  const shared = { a: 1 }
  expect(mask([shared, shared])).toEqual([shared, shared])
})

test('never throws, gives plain data, and masking twice changes nothing', () => {
  fc.assert(
    fc.property(
      fc.anything({
        maxDepth: 2,
        withBigInt: true,
        withDate: true,
        withMap: true,
        withSet: true,
        withNullPrototype: true,
        withTypedArray: true,
        withSparseArray: true,
      }),
      fc.constantFrom('strict', 'balanced', 'open'),
      (value, mode) => {
        const once = mask(value, mode)
        expect(JSON.parse(JSON.stringify(once))).toBeDefined()
        if (mode !== 'strict') expect(mask(once, mode)).toEqual(once)
      },
    ),
  )
})

test.each([
  [
    { name: 'X-Api-Key', value: 'hunter2' },
    { name: 'X-Api-Key', value: M },
  ],
  [
    { key: 'password', type: 'text', Value: ['hunter2'] },
    { key: 'password', type: 'text', Value: M },
  ],
  [
    [
      { id: 'city', value: 'Rome' },
      { id: 'pin', value: 1234 },
    ],
    [
      { id: 'city', value: 'Rome' },
      { id: 'pin', value: M },
    ],
  ],
  [
    ['authorization', 'hunter2'],
    ['authorization', M],
  ],
  [
    ['city', 'Rome'],
    ['city', 'Rome'],
  ],
  [
    ['email', 'password', 'city'],
    ['email', 'password', 'city'],
  ],
])('a name that stands beside its value counts as well: %o', (value, shown) => {
  for (const mode of ['balanced', 'open'] as const) expect(mask(value, mode)).toEqual(shown)
})

test('looking for a name runs no code of the page', () => {
  let ran = false
  const value = {
    get name() {
      ran = true
      return 'password'
    },
    value: 'x',
  }
  expect(mask(value)).toEqual({ name: '[getter]', value: 'x' })
  expect(ran).toBe(false)
})
