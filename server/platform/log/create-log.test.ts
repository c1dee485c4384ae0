import { logField, operational } from '@vitrine/ledger'
import { beforeEach, expect, test } from 'vitest'
import { createLog } from './create-log.ts'
import { errorFields } from './error-fields.ts'
import type { Log } from './log.ts'

const about = { what: 'Tests', holds: operational('operation') }
const fields = [logField('route', about), logField('error', about), logField('stack', about), logField('count', about)]
let written = ''
const destination = { write: (line: string) => void (written += line) }
const lines = (): Record<string, unknown>[] =>
  written
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
beforeEach(() => {
  written = ''
})

test('a line holds level, time, message and its fields, and nothing about the machine', () => {
  createLog(fields, { destination }).warn('Slow', { route: '/api/reports/:reportId', count: 3, error: undefined })
  const { time, ...rest } = lines()[0] ?? {}
  expect(rest).toEqual({ level: 'warn', message: 'Slow', route: '/api/reports/:reportId', count: 3 })
  expect(time).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/)
})

test('an undeclared field is refused by its name, with what to write', () => {
  const log: Log = createLog(fields, { destination, undeclared: 'throw' })
  expect(() => log.info('x', { email: 'a@b.example' })).toThrow(`Write logField('email', …)`)
  expect(written).toBe('')
})

test('in production it is dropped, and its name said once', () => {
  const log: Log = createLog(fields, { destination })
  log.info('first', { email: 'a@b.example', count: 1 })
  log.info('second', { email: 'a@b.example', count: 2 })
  expect(lines().map(({ message, count }) => [message, count])).toEqual([
    [expect.stringContaining('"email" is not declared'), undefined],
    ['first', 1],
    ['second', 2],
  ])
  expect(written).not.toContain('b.example')
})

test('objects do not slip through as values', () => {
  const log: Log = createLog(fields, { destination, undeclared: 'throw' })
  expect(() => log.info('x', { route: { password: 'hunter2' } as unknown as string })).toThrow('must be a text')
})

test('what detectors find is redacted, in fields and in the message', () => {
  const log = createLog(fields, { destination })
  const secret = 'Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U'
  log.error('Failed for someone@shop.example', { error: `401 for ${secret} of someone@shop.example` })
  expect(written).not.toContain('someone@shop.example')
  expect(written).not.toContain('eyJhbGciOiJIUzI1NiJ9')
})

test('a secret that would be cut in half is redacted first', () => {
  const log = createLog(fields, { destination })
  for (let before = 970; before < 1_000; before++)
    log.info('x', { error: `${'x'.repeat(before)} someone@shop.example` })
  expect(written).not.toContain('someone')
})

test('values are capped, and a line break in one starts no new line', () => {
  const log = createLog(fields, { destination })
  log.info('x', { error: 'y'.repeat(1_000_000), route: 'a\n{"level":"error","message":"forged"}' })
  expect(lines()).toHaveLength(1)
  expect(String(lines()[0]?.error)).toHaveLength(1_001)
})

test('an error is its kind, message, cause and frames', () => {
  const error = new TypeError('no', { cause: new Error('deeper') })
  const given = errorFields(error)
  expect(given.error).toBe('TypeError: no | because of Error: deeper')
  expect(given.stack).toMatch(/^ {4}at .*create-log\.test\.ts/)
  error.cause = error
  expect(errorFields(error).error.split(' | ')).toHaveLength(4)
  expect(errorFields('text').error).toContain('text')
  expect(errorFields(Object.assign(new Error('bare'), { stack: undefined }))).toEqual({ error: 'Error: bare' })
})
