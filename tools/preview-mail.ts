import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Language } from '@vitrine/protocol'
import { letters } from '../server/accounts/mail/letter.ts'
import { render } from '../server/platform/mail/render.ts'
// Loads every domain, and with it every letter there is.
import '../server/web.ts'
import '../server/work.ts'

const folder = process.argv[2] ?? '.vitrine/mail'
const link = 'https://support.example/accept-invite#token=example'
const common = { name: 'Bo Example', installation: 'support.example' }

mkdirSync(folder, { recursive: true })
const rows = letters().map(({ name, what, sample, sampleResolved, words }) => {
  const cells = Language.options.map((language) => {
    const values = { ...common, ...sample, ...sampleResolved }
    const { subject, text, html } = render({ words: words[language], language, values, link })
    const file = `${name}.${language}`
    writeFileSync(join(folder, `${file}.html`), html)
    writeFileSync(join(folder, `${file}.txt`), `${subject}\n\n${text}\n`)
    return `<a href="${file}.html">${language}</a> <a href="${file}.txt">text</a>`
  })
  return `<tr><th align="left">${name}<td>${what}<td>${cells.join('<td>')}</tr>`
})
writeFileSync(
  join(folder, 'index.html'),
  `<!doctype html><meta charset="utf-8"><table cellpadding="8">${rows.join('\n')}</table>`,
)
console.log(`${rows.length} letters in ${Language.options.length} languages: ${join(folder, 'index.html')}`)
