import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { redactText } from './redact-text.ts'
import * as server from './server.ts'

const lines = (name: string): string[] =>
  readFileSync(new URL(`corpus/${name}.txt`, import.meta.url), 'utf8')
    .trimEnd()
    .split('\n')

const logLines = lines('log-lines')
const identifiers = lines('identifiers').map((line) => {
  const [kind = '', marked = ''] = line.split('\t')
  const secret = /«([^]*)»/.exec(marked)?.[1] ?? ''
  return { kind, marked, secret, text: marked.replaceAll(/[«»]/g, '') }
})

describe.each([
  ['page', redactText],
  ['server', server.redactText],
])('%s', (_, redactText) => {
  test('leaves ordinary log lines alone', () => {
    expect(logLines.length).toBeGreaterThanOrEqual(300)
    const altered = logLines.filter((line) => redactText(line, 'personal').text !== line)
    expect(altered.length / logLines.length, altered.join('\n')).toBeLessThanOrEqual(0.01)
  })

  test('finds structured identifiers, whole and only them', () => {
    expect(identifiers.length).toBeGreaterThanOrEqual(300)
    const missed = identifiers.filter(({ marked, secret, text }) => {
      const shown = redactText(text, 'personal').text
      const [before = '', after = ''] = marked.split(`«${secret}»`)
      return !shown.startsWith(before.slice(0, 10)) || !shown.endsWith(after) || shown.includes(secret)
    })
    expect(missed.length / identifiers.length, JSON.stringify(missed, null, 1)).toBeLessThanOrEqual(0.05)
  })

  test('no credential survives at the level of credentials', () => {
    const kinds = new Set(['jwt', 'authorization', 'api-key', 'secret', 'private-key', 'cookie', 'login', 'card'])
    const credentials = identifiers.filter(({ kind }) => kinds.has(kind))
    const missed = credentials.filter(({ secret, text }) => redactText(text, 'credentials').text.includes(secret))
    expect(missed.length / credentials.length, JSON.stringify(missed, null, 1)).toBeLessThanOrEqual(0.02)
  })
})

test('what says who somebody is stays at the level of credentials', () => {
  const text = 'joe@example.com, +49 30 1234567, DE89370400440532013000, 84.113.7.201'
  expect(redactText(text, 'credentials').text).toBe(text)
  expect(redactText(text, 'personal').text).toBe('[email], [phone], [iban], [ip]')
})

test.each([
  ['["password", "correcthorse"]', '["password", "[secret]"]'],
  ["['passwort', 'geheim']", "['passwort', '[secret]']"],
  ['token AbCdEfGhIjKlMnOpQrStUv', 'token [authorization]'],
  ['Basic AbCdEfGhIjKlMnOpQrStUv', 'Basic [authorization]'],
])('a secret without any digit or sign of assignment is found: %s', (text, shown) => {
  expect(redactText(text, 'credentials').text).toBe(shown)
})

test('the server also knows numbers without a leading zero', () => {
  expect(redactText('call 613 555 0123', 'personal').text).toBe('call 613 555 0123')
  expect(server.redactText('call 613 555 0123', 'personal').text).toBe('call [phone]')
})

const deep = (text: string) => ({
  url: encodeURIComponent(text),
  'url twice': encodeURIComponent(encodeURIComponent(text)),
  json: JSON.stringify({ text }),
  'json in json': JSON.stringify({ body: JSON.stringify({ text }) }),
  escapes: text.replaceAll('@', String.raw`\u0040`).replaceAll('=', String.raw`\u003d`),
  entities: text.replaceAll('@', '&#64;').replaceAll('=', '&#x3d;').replaceAll('1', '&#49;').replaceAll('p', '&#x70;'),
  base64: btoa(`{"a":1,"b":"${text}"}`),
  'base64 twice': btoa(btoa(`long enough ${text} long enough`)),
  'base64 in a path': `/reset/${btoa(`user ${text} here`).replaceAll('+', '-').replaceAll('/', '_')}`,
  'base64 in a url': `next=${encodeURIComponent(btoa(`user ${text} here`))}`,
})

describe.each([
  'joe@example.com',
  'password=hunter2',
  '4111 1111 1111 1111',
  'ghp_0123456789abcdef0123456789abcdef0123',
])('%s', (secret) => {
  test.each(Object.entries(deep(secret)))('is found in %s', (_, encoded) => {
    const { text, counts } = redactText(`x ${encoded} y`, 'personal')
    expect(text).not.toContain(encoded)
    expect(text).toMatch(/^x .*\[[\w-]+\].* y$/)
    expect(Object.keys(counts).length).toBeGreaterThan(0)
    expect(JSON.stringify(deep(text))).not.toContain(secret)
  })
})

test.each(['YWRhQGZpZWxkLmRl', 'id YWRhQGJpcmQuYXBw here'])(
  'base64 without a digit or sign, %s, is looked into',
  (text) => {
    expect(redactText(text, 'personal').text).toContain('[email]')
  },
)

const fragments = [
  'a',
  '1',
  '@',
  '.',
  ':',
  '/',
  '-',
  '+',
  ' ',
  '%41',
  '%',
  '=',
  '"',
  "'",
  '\\',
  '\\u0040',
  '(',
  '[',
  '\n',
  '💥',
  'é',
  '李',

  'eyJ',
  'token=',
  'password="',
  'Bearer ',
  'cookie: a=',
  '-----BEGIN PRIVATE KEY-----',
  '://',
  '4111 ',
  'AB12',
  '0049 ',
  'a@b.',
  '1.2.',
  '::',
  'key=A1b',
  'sk-',
]

test.each([
  ['base64', btoa('just some ordinary words of a text, and more of them. '.repeat(14_000))],
  ['URL-encoding', encodeURIComponent('just some ordinary words; and "more" of them. '.repeat(15_000))],
  ['nested URL-encoding', `%25${'25'.repeat(500_000)}`],
  ['escapes', String.raw`\u0041`.repeat(170_000)],
])('1 MB of %s takes linear time', (_, text) => {
  const before = process.cpuUsage()
  redactText(text, 'personal')
  expect(process.cpuUsage(before).user / 1e6).toBeLessThan(3)
})

const soup = fc.array(
  fc.oneof(fc.constantFrom(...fragments), fc.string(), fc.constantFrom(...identifiers.map(({ text }) => text))),
  { maxLength: 12 },
)

test('never throws, whatever the text', () => {
  fc.assert(
    fc.property(soup, (parts) => void redactText(parts.join(''), 'personal')),
    { numRuns: 400 },
  )
})

test('redacting twice changes and counts nothing more', () => {
  fc.assert(
    fc.property(soup, (parts) => {
      const { text } = redactText(parts.join('\n'), 'personal')
      expect(redactText(text, 'personal')).toEqual({ text, counts: {} })
    }),
    { numRuns: 400 },
  )
})

test('every finding counts once and leaves one token', () => {
  const texts = identifiers.filter(({ kind }) => kind !== 'encoded')
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...texts), { minLength: 1, maxLength: 5 }), (chosen) => {
      const { text, counts } = redactText(chosen.map(({ text }) => text).join('\n\n'), 'personal')
      const tokens = text.match(/\[[a-z-]+\]/g)?.length ?? 0
      expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(tokens)
    }),
  )
})
