import { expect, test } from 'vitest'
import { answerFacts } from './answer-facts.ts'

const headers = new Headers({ 'x-vitrine-provider': 'simulator', 'x-vitrine-overhead-ms': '0.31', 'x-other': 'no' })
const answer = {
  state: 'done',
  text: 'pong',
  headers,
  tokens: { input: 1_200, output: 4 },
  error: undefined,
  firstWordMs: 12.4,
  totalMs: 80,
} as const

test('what is known is told, and nothing that is not', () => {
  expect(Object.fromEntries(answerFacts(answer, { billed: true, cost: '0.00000325' }))).toEqual({
    'First word': '12 ms',
    'All of it': '80 ms',
    'Tokens in': '1,200',
    'Tokens out': '4',
    Cost: '$0.00000325',
    Provider: 'simulator',
    'Added by the relay': '0.31 ms',
  })
  expect(Object.fromEntries(answerFacts(answer, { billed: false, cost: '0.00' }))['Cost']).toBe('not billed')
  expect(answerFacts({ ...answer, headers: undefined, tokens: undefined, firstWordMs: undefined })).toEqual([
    ['All of it', '80 ms'],
  ])
})
