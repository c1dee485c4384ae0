import { expect, test } from 'vitest'
import { render, type Words } from './render.ts'

const words: Words = { subject: 'For {who}', lines: ['Hello {who},', 'look.'], button: 'Open', after: ['Bye.'] }
const made = (who: string, link?: string) =>
  render({ words, language: 'en', values: { who, installation: 'support.example' }, link })

test('text and HTML say the same', () => {
  const { subject, text, html } = made('Ada', 'https://support.example/x#token=abc')
  expect(subject).toBe('For Ada')
  expect(text).toContain('Hello Ada,\n\nlook.\n\nOpen:\nhttps://support.example/x#token=abc\n\nBye.')
  for (const part of ['Hello Ada,', 'look.', 'Open', 'href="https://support.example/x#token=abc"', 'Bye.'])
    expect(html).toContain(part)
})

test('what somebody wrote is text: no markup, no lines, no links', () => {
  const evil = '<img src=x onerror=alert(1)>"\'&\r\nBcc: eve@evil.example\u202e https://evil.example/login'
  const { subject, text, html } = made(evil)
  expect(html).not.toMatch(/<img|onerror=alert\(1\)>/)
  expect(html).toContain('&lt;img')
  for (const part of [subject, text, html]) expect(part).not.toMatch(/evil\.example|https:\/\/evil|\u202e/)
  expect(subject).not.toMatch(/[\r\n]/)
  expect(made('x'.repeat(5_000)).subject.length).toBeLessThan(250)
})

test('a gap that nothing fills is a bug, not an empty place', () => {
  expect(() => render({ words, language: 'en', values: { who: 'Ada' } })).toThrow('{installation}')
})
