import { expect, test } from 'vitest'
import { licencesOf } from './licences.ts'

test('a package is named with its version, its terms, and the text that goes with them', () => {
  const texts = licencesOf(['react-dom'])
  expect(texts).toMatch(/^react-dom \d+\.\d+\.\d+ \(MIT\)\n/m)
  expect(texts).toContain('Permission is hereby granted')
  // It depends on it.
  expect(texts).toMatch(/^scheduler \d/m)
})

test('what is not installed, and what is ours, is left out', () => {
  expect(licencesOf(['not-a-package'])).toBe('')
  expect(licencesOf(['@vitrine/fold'])).toBe('')
})
