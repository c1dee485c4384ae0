import { expect, test } from 'vitest'
import { reference } from './reference.ts'

test('an id is told by its end, where ids that were made at one time differ', () =>
  expect(reference('0198c7e2-6d1f-7a3b-8c55-12ab4f0a91c4')).toBe('4f0a-91c4'))
