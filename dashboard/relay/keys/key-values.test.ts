import { NewRelayKey, RelayLimits } from '@vitrine/protocol'
import { expect, test } from 'vitest'
import { keyState } from './key-state.ts'
import { emptyKey, isAmount, newKeyOf, valuesOf } from './key-values.ts'
import { limitWords } from './limit-words.ts'

const full = {
  ...emptyKey,
  name: ' Production ',
  days: '30',
  models: ['sim-small'],
  networks: ['192.0.2.0/24'],
  requestsPerMinute: 60,
  spendPerDay: '$12.5',
}

test('what the form holds is what the server takes, and an empty field is no limit', () => {
  const key = newKeyOf(full)
  expect(NewRelayKey.parse(key)).toEqual(key)
  expect(key).toMatchObject({ name: 'Production', expiresInDays: 30 })
  expect(key.limits).toEqual(RelayLimits.parse({ requestsPerMinute: 60, spendPerDay: '12.50' }))
  expect(newKeyOf({ ...emptyKey, name: 'x' })).toMatchObject({ expiresInDays: null, limits: RelayLimits.parse({}) })
})

test('a key comes back into the form as it was', () => {
  const { name, models, networks, limits } = newKeyOf(full)
  const values = valuesOf({ name, models, networks, limits } as Parameters<typeof valuesOf>[0])
  expect(newKeyOf({ ...values, days: '30' })).toEqual(newKeyOf(full))
})

test('what narrows a key is said in words', () => {
  expect(limitWords(newKeyOf(full))).toEqual([
    'only sim-small',
    'from 192.0.2.0/24',
    '60 requests a minute',
    '$12.50 a day',
  ])
  expect(limitWords(newKeyOf(emptyKey))).toEqual([])
})

test.each(['', '5', ' 0.5 '])('%j is an amount', (value) => expect(isAmount(value)).toBeNull())
test.each(['five', '-1'])('%j is none', (value) => expect(isAmount(value)).toMatch(/dollars/))

test('a key works until it is revoked or ends', () => {
  const at = (ms: number) => new Date(ms).toISOString()
  expect(keyState({ revokedAt: null, endsAt: null }, 5).works).toBe(true)
  expect(keyState({ revokedAt: null, endsAt: at(6) }, 5).works).toBe(true)
  expect(keyState({ revokedAt: null, endsAt: at(5) }, 5).label).toBe('Ended')
  expect(keyState({ revokedAt: at(1), endsAt: at(6) }, 5).label).toBe('Revoked')
})
