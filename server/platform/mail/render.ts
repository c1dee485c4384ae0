import type { Language } from '@vitrine/protocol'
import { frameWords } from './frame-words.ts'
import type { Message } from './mail.ts'

/** What a letter says in one language. `{gaps}` are filled in; whatever fills them is text and never markup. */
export type Words = {
  readonly subject: string
  readonly lines: readonly string[]
  /** What the link is called; missing in a letter without one. */
  readonly button?: string
  /** Below the link. */
  readonly after?: readonly string[]
}

type Filled = {
  readonly words: Words
  readonly language: Language
  readonly values: Readonly<Record<string, string>>
  readonly link?: string | undefined
}

/** Plain text and HTML of a letter, from the same words. */
export function render({ words, language, values, link }: Filled): Omit<Message, 'to'> {
  const fill = (line: string) => line.replaceAll(/\{(\w+)\}/g, (_, gap: string) => harmless(gapValue(values, gap)))
  const frame = frameWords[language]
  const lines = words.lines.map(fill)
  const after = (words.after ?? []).map(fill)
  const foot = fill(frame.foot)
  const button = words.button && link ? { label: fill(words.button), link, copy: frame.copy } : undefined
  return {
    subject: fill(words.subject),
    text: [...lines, ...(button ? [`${button.label}:\n${button.link}`] : []), ...after, `-- \n${foot}`].join('\n\n'),
    html: page(language, { lines, button, after, foot }),
  }
}

function gapValue(values: Readonly<Record<string, string>>, gap: string): string {
  const value = values[gap]
  if (value === undefined) throw new Error(`The letter has a gap {${gap}} that nothing fills`)
  return value
}

/**
 * What somebody else wrote, such as a name, on one line, and broken up so that no mail program makes a link of it: a letter
 * of ours must not carry another's address.
 */
const harmless = (value: string): string =>
  value
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim()
    .slice(0, 200)
    .replaceAll(/(?<=[^\s.:/@])([.:/@])(?=\S)/g, '$1\u2060')

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const escape = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => escapes[sign] ?? sign)

type Content = {
  readonly lines: readonly string[]
  readonly button: { readonly label: string; readonly link: string; readonly copy: string } | undefined
  readonly after: readonly string[]
  readonly foot: string
}

const paragraph = (text: string, style = '') => `<p style="margin:0 0 16px;${style}">${escape(text)}</p>`

/** Mail programs read inline styles and little else. */
function page(language: Language, { lines, button, after, foot }: Content): string {
  const link = button && escape(button.link)
  const call = button
    ? `<p style="margin:24px 0"><a href="${link}" style="display:inline-block;padding:12px 20px;border-radius:7px;` +
      `background:#0b6e75;color:#ffffff;font-weight:600;text-decoration:none">${escape(button.label)}</a></p>` +
      `<p style="margin:0 0 16px;color:#5b6b6d;font-size:13px">${escape(button.copy)}<br>` +
      `<span style="word-break:break-all">${link}</span></p>`
    : ''
  return (
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8">` +
    `<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"></head>` +
    `<body style="margin:0;padding:24px;font:16px/1.5 system-ui,sans-serif">` +
    `<div style="max-width:560px;margin:0 auto">` +
    lines.map((line) => paragraph(line)).join('') +
    call +
    after.map((line) => paragraph(line)).join('') +
    `<hr style="border:0;border-top:1px solid #c9d3d4;margin:24px 0 16px">` +
    `${paragraph(foot, 'color:#5b6b6d;font-size:13px')}</div></body></html>`
  )
}
