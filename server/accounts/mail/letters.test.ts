import { Language } from '@vitrine/protocol'
import { expect, test } from 'vitest'
import { render } from '../../platform/mail/render.ts'
import '../../web.ts'
import { letters } from './letter.ts'

test('every letter can be written in every language, and says something of its own in each', () => {
  expect(letters().length).toBeGreaterThan(0)
  for (const { name, sample, sampleResolved, words } of letters()) {
    const values = { name: 'Bo', installation: 'support.example', ...sample, ...sampleResolved }
    const link = 'https://support.example/'
    const made = Language.options.map((language) => render({ words: words[language], language, values, link }))
    expect(new Set(made.map(({ text }) => text)).size, name).toBe(Language.options.length)
    for (const { subject, text, html } of made) expect(subject + text + html, name).not.toMatch(/\{\w+\}|undefined/)
  }
})
