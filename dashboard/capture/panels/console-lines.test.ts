import { expect, test } from 'vitest'
import { consoleLines, filterLines } from './console-lines.ts'

const lines = consoleLines({
  console: [
    { at: 1, level: 'log', args: ['ready', '{"a":1}'] },
    { at: 5, level: 'warn', args: ['slow'] },
    { at: 9, level: 'error', args: ['Failed'] },
  ],
  timeline: [
    { kind: 'error', at: 7, message: 'TypeError: x', source: 'error', stack: 'at y' },
    { kind: 'navigation', at: 8, url: '/', how: 'load' },
  ],
})
const texts = (shown: typeof lines) => shown.map(({ text }) => text)

test('uncaught errors stand among the calls in the order of time', () => {
  expect(texts(lines)).toEqual(['ready {"a":1}', 'slow', 'TypeError: x', 'Failed'])
  expect(lines[2]).toMatchObject({ uncaught: true, level: 'error', stack: 'at y' })
})

test('filters by level and by text, in either case', () => {
  expect(texts(filterLines(lines, 'error', ''))).toEqual(['TypeError: x', 'Failed'])
  expect(texts(filterLines(lines, 'warn', ''))).toEqual(['slow'])
  expect(texts(filterLines(lines, 'info', ''))).toEqual(['ready {"a":1}'])
  expect(texts(filterLines(lines, 'all', 'FAIL'))).toEqual(['Failed'])
})
