import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type MaskingPolicy, strictest } from './policy.ts'
import { policyHash } from './policy-hash.ts'

test('names the rules, not their order', () => {
  expect(policyHash({ ...strictest, mask: ['.a', '.b', '.a'] })).toBe(policyHash({ ...strictest, mask: ['.b', '.a'] }))
  expect(policyHash({ ...strictest, mask: ['.a'] })).not.toBe(policyHash({ ...strictest, block: ['.a'] }))
  expect(policyHash(strictest)).not.toBe(policyHash({ ...strictest, mode: 'open' }))
})

test('stays the same over time', () => {
  expect(policyHash(strictest)).toBe('f76177f8231ff536')
})

test('is a short name for any policy', () => {
  const selectors = fc.array(fc.string())
  const policies: fc.Arbitrary<MaskingPolicy> = fc.record({
    mode: fc.constantFrom('strict', 'balanced', 'open'),
    block: selectors,
    mask: selectors,
    unmask: selectors,
    ignore: selectors,
  })
  fc.assert(fc.property(policies, (policy) => /^[\da-f]{16}$/.test(policyHash(policy))))
})
