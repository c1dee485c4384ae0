import { expect, test } from 'vitest'
import { Delivered } from './delivered.ts'

const chunk = (...events: object[]) => Buffer.from(events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join(''))
const said = (delta: object) => ({ id: 'a'.repeat(300), choices: [{ index: 0, delta, logprobs: null }] })

test('content counts, and nothing around it', () => {
  const delivered = new Delivered('openai')
  delivered.see(chunk(said({ content: 'four' }), said({ content: ' and' })))
  delivered.see(chunk(said({ content: 'a "q\n"' })))
  expect(delivered.bytes).toBe(14)
  expect(delivered.tokens).toBe(4)
})

test('thoughts and arguments of calls count, also when they begin late', () => {
  const delivered = new Delivered('openai')
  delivered.see(chunk(said({ role: 'assistant', content: null, reasoning_content: 'hm' })))
  delivered.see(chunk(said({ tool_calls: [{ index: 0, function: { arguments: '{}' } }] })))
  delivered.see(chunk(said({ content: 'yes' })))
  expect(delivered.bytes).toBe(7)
})

test('names that stand within what was said are only words', () => {
  const delivered = new Delivered('anthropic')
  delivered.see(chunk({ type: 'content_block_delta', delta: { type: 'text_delta', text: '"text":"no"' } }))
  expect(delivered.bytes).toBe(11)
})

test('the other dialects', () => {
  const counts = (['responses', 'gemini', 'anthropic'] as const).map((dialect, n) => {
    const delivered = new Delivered(dialect)
    const events = [
      { type: 'response.output_text.delta', delta: 'abc' },
      { candidates: [{ content: { parts: [{ text: 'abc' }] } }] },
      { type: 'content_block_delta', delta: { type: 'input_json_delta', partial_json: 'abc' } },
    ]
    delivered.see(chunk(events[n] ?? {}))
    return delivered.bytes
  })
  expect(counts).toEqual([3, 3, 3])
})
