import { expect, test } from 'vitest'
import { wordsFor } from './words.ts'

test.each([
  [['de-AT', 'en'], 'de'],
  [['nl', 'fr-CA', 'en'], 'fr'],
  [['zh-Hant-TW'], 'zh'],
  [['constructor', 'pt'], 'en'],
  [[], 'en'],
])('%j is answered in %s', (wishes, language) => {
  expect(wordsFor(wishes).language).toBe(language)
})
