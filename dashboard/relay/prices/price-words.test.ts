import { expect, test } from 'vitest'
import { eachOfMillion, marginWords, moreOf, priceOf } from './price-words.ts'

const each = { input: '0.00000025', output: '0.000001', images: '0.04', soundMs: '0.0000001' }

test('prices are told for as many as people reckon in', () => {
  expect([priceOf(each, 'input'), priceOf(each, 'output'), priceOf(each, 'cachedInput')]).toEqual([
    '$0.25',
    '$1.00',
    undefined,
  ])
  const tiers = [{ above: 200_000, each: { input: '0.0000005' } }]
  expect(moreOf({ each, tiers, perRequest: '0.01' })).toEqual([
    'Image $0.04 each',
    'Transcription $0.36 an hour',
    '$0.01 a request',
    'above 200,000 tokens: input $0.50',
  ])
})

test('what was written for a million is of one exactly, or refused', () => {
  expect([eachOfMillion('2.5'), eachOfMillion('$0.000001'), eachOfMillion('0.0000001'), eachOfMillion('x')]).toEqual([
    '0.0000025',
    '0.000000000001',
    undefined,
    undefined,
  ])
  expect([marginWords(2_000), marginWords(-50), marginWords(0)]).toEqual(['+20 %', '−0.5 %', '+0 %'])
})
