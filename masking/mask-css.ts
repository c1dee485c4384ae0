import { type MaskCounts, tally } from './counts.ts'
import type { RedactLevel } from './detectors/detector.ts'
import { maskWhole, readAtOnce } from './mask-text.ts'
import { maskUrlIn } from './mask-url.ts'
import type { MaskingMode, MaskingPolicy } from './policy.ts'
import { type Redact, redact } from './redact-text.ts'
import { levelOf, modeIn, type Zone } from './zone.ts'

/** Comments, unquoted `url(…)`, strings, long names; each goes to the end when it isn't closed, so that a scan never looks back. */
const tokens =
  /\/\*[^*]*(?:\*(?!\/)[^*]*)*(?:\*\/|$)|url\(\s*[^"'\s)][^)]*\)?|"[^"\\\n]*(?:\\[^][^"\\\n]*)*"?|'[^'\\\n]*(?:\\[^][^'\\\n]*)*'?|(?<![\w-])(?=([\w-]{20,}))\1(?!\()/gi
const address = /(?:url\(|src\(|@import|@namespace)\s*$/i
const named =
  /(?:=\s*|@charset\s*|\b(?:font|font-family|grid-template|grid-template-areas|syntax)\s*:[^;{}]*|(?:format|tech|local)\(\s*)$/i
const value = /[;{]\s*[\w-]+\s*:[^;{}]*$/
const glyphs = /^(?:\\[\da-f]{1,6}\s?|[^\p{L}\p{N}\\]){0,4}$/iu
const font = /^data:(?:application\/(?:x-)?)?font|\.(?:woff2?|ttf|otf|eot)(?:[?#]|$)/i
/** rrweb marks with it where the text of one sheet continues in the next node. */
const split = '/* rr_split */'

/** Style text: `content` and other strings, `url()` and `@import` addresses, comments. The rules themselves stay. */
export function maskCss(css: string, policy: MaskingPolicy, zone?: Zone, counts: MaskCounts = {}): string {
  return maskCssIn(css, modeIn(policy, zone), counts)
}

export function maskCssIn(css: string, mode: MaskingMode, counts: MaskCounts): string {
  return css.replace(tokens, (token, _: string | undefined, at: number) => {
    if (token.startsWith('/*')) return maskComment(token, mode, counts)
    if (/^url\(/i.test(token)) return `url(${maskCssUrl(token.slice(4).replace(/\)$/, '').trim(), mode, counts)})`
    const quote = token[0] ?? ''
    const inner = token.endsWith(quote) && token.length > 1 ? token.slice(1, -1) : token.slice(1)
    const context = css.slice(Math.max(0, at - 120), at)
    if (!/["']/.test(quote)) return value.test(context) ? maskName(token, mode, counts) : token
    const clean = address.test(context) ? maskCssUrl(inner, mode, counts) : maskString(inner, context, mode, counts)
    return clean === inner ? token : quote + clean.replaceAll(quote, `\\${quote}`) + quote
  })
}

function maskComment(comment: string, mode: MaskingMode, counts: MaskCounts): string {
  if (comment === split) return comment
  if (mode === 'open' && comment.length <= readAtOnce) return redact(comment, 'credentials', counts)
  return ' '
}

/** Browsers write the names of fonts without quotes. */
function maskName(name: string, mode: MaskingMode, counts: MaskCounts): string {
  const clean = name.length > readAtOnce ? '' : redact(name, levelOf(mode), counts)
  return clean === name ? name : `_${clean.replaceAll(/[^\w-]/g, '')}`
}

function maskCssUrl(url: string, mode: MaskingMode, counts: MaskCounts): string {
  if (/^#[\w:.-]*$/.test(url) || url === '') return url
  if (mode !== 'strict') return maskUrlIn(url, mode, counts)
  if (font.test(url)) return maskUrlIn(url, 'balanced', counts)
  tally(counts, 'media')
  return ''
}

const unescaped = (text: string): string =>
  text.replaceAll(/\\([\da-f]{1,6})\s?/gi, (_, hex: string) =>
    String.fromCodePoint(Math.min(Number.parseInt(hex, 16), 0x10ffff)),
  )

function maskString(text: string, context: string, mode: MaskingMode, counts: MaskCounts): string {
  if (text.length > readAtOnce) return maskWhole(text, 'css', counts)
  if (mode === 'strict' && !glyphs.test(text) && !(named.test(context) && /^[\w \t.,-]{0,60}$/.test(text)))
    return maskWhole(text, 'css', counts)
  const plain = unescaped(text)
  const clean = redact(plain, levelOf(mode), counts)
  return clean === plain ? text : clean
}

/** Only what detectors find in strings, addresses and comments; numbers of the rules can't be mistaken for anything. */
export const redactCss = (css: string, level: RedactLevel, counts: MaskCounts, scan: Redact): string =>
  css.replace(tokens, (token) =>
    /^url\(data:(?:image\/(?!svg)|font)/i.test(token) ? token : scan(token, level, counts),
  )
