import { MASK } from '@vitrine/masking'

const masked = new RegExp(
  `(?:${MASK}(?:\\s+${MASK})*)|\\[(?:email|phone|card|iban|national-id|jwt|authorization|api-key|secret|private-key|login|cookie|ip)\\]`,
  'g',
)
const name = 'vitrine-masked'
const rule = `::highlight(${name}) { background: #fde68a; color: #713f12 }`
const mostRanges = 20_000
const sheets = new WeakMap<Document, CSSStyleSheet>()

/** Paints what is masked in the shown page, without a change to the page itself. */
export function markMasked(content: Document): void {
  const window = content.defaultView
  if (!window?.CSS.highlights || !content.documentElement) return
  const ranges: Range[] = []
  const texts = content.createTreeWalker(content.documentElement, NodeFilter.SHOW_TEXT)
  for (let node = texts.nextNode(); node && ranges.length < mostRanges; node = texts.nextNode()) {
    for (const { index, 0: text } of (node.nodeValue ?? '').matchAll(masked)) {
      const range = content.createRange()
      range.setStart(node, index)
      range.setEnd(node, index + text.length)
      ranges.push(range)
    }
  }
  const sheet = sheets.get(content) ?? new window.CSSStyleSheet()
  sheet.replaceSync(rule)
  sheets.set(content, sheet)
  if (!content.adoptedStyleSheets.includes(sheet)) content.adoptedStyleSheets.push(sheet)
  window.CSS.highlights.set(name, new window.Highlight(...ranges))
}
