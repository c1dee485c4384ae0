import { expect, test } from 'vitest'
import { detectors } from '../../../masking/detectors/all.ts'
import { maskedInWords } from './mask-words.ts'

test('most first, in words, without what did not happen', () =>
  expect(maskedInWords({ email: 2, dropped: 0, 'not-known': 1, attribute: 7 })).toEqual([
    ['Attributes of elements', 7],
    ['E-mail addresses', 2],
    ['not-known', 1],
  ]))

test('every detector has its words', () => {
  for (const { kind } of detectors) expect(maskedInWords({ [kind]: 1 })[0]?.[0], kind).not.toBe(kind)
})
