import { type Resolve, type ShownPage, styleName } from './page.ts'

type Root = Document | ShadowRoot

export const rootOf = (node: Node): Root => node.getRootNode() as Root | Element as Root

const documentOf = (root: Root): Document => ('host' in root ? root.ownerDocument : root)

/** Constructed sheets need no nonce under a strict content security policy; each belongs to one document. */
export function newSheet(root: Root, text: string, media = ''): CSSStyleSheet | undefined {
  const view = documentOf(root).defaultView
  if (!view) return undefined
  const sheet = new view.CSSStyleSheet({ media })
  sheet.replaceSync(text)
  return sheet
}

function textOf(page: ShownPage, style: Element): string {
  return page.sheetText(style.getAttribute('data-text') ?? style.textContent)
}

/** The sheet of a style element, made again when its text has changed. */
export function sheetOf(page: ShownPage, style: Element): CSSStyleSheet | undefined {
  const text = textOf(page, style)
  const known = page.own.get(style)
  if (known?.text === text) return known.sheet
  const sheet = newSheet(rootOf(style), text, style.getAttribute('media') ?? '')
  if (sheet) page.own.set(style, { text, sheet })
  return sheet
}

/** Puts the sheets of what has changed together, in the order of the page. */
export function settleSheets(page: ShownPage): void {
  for (const root of page.stale) {
    const styles = Array.from(root.querySelectorAll(styleName), (style) => sheetOf(page, style))
    const adopted = (page.adopted.get(root) ?? []).map((id) => page.made.get(id))
    try {
      root.adoptedStyleSheets = [...styles, ...adopted].filter((sheet) => sheet !== undefined)
    } catch {
      // A sheet of a document that is gone.
    }
  }
  page.stale.clear()
}

type RuleHolder = {
  cssRules: CSSRuleList
  insertRule: (rule: string, at?: number) => number
  deleteRule: (at: number) => void
}

/** The sheet, or the rule in it that holds the rule a path points at, and the last step of the path. */
function holder(sheet: CSSStyleSheet, path: number | number[] | undefined): [RuleHolder, number | undefined] {
  const steps = Array.isArray(path) ? path : [path]
  let at: RuleHolder = sheet
  for (const step of steps.slice(0, -1)) at = at.cssRules[step ?? 0] as unknown as RuleHolder
  return [at, steps.at(-1)]
}

export type RuleChange = {
  adds?: { rule: string; index?: number | number[] }[]
  removes?: { index: number | number[] }[]
  replace?: string
  replaceSync?: string
}

export function changeRules(
  sheet: CSSStyleSheet,
  { adds = [], removes = [], replace, replaceSync }: RuleChange,
  sheetText: Resolve,
): void {
  const text = replaceSync ?? replace
  if (typeof text === 'string') sheet.replaceSync(sheetText(text))
  for (const { index } of removes) {
    const [rules, at] = holder(sheet, index)
    rules.deleteRule(at ?? 0)
  }
  for (const { rule, index } of adds) {
    const [rules, at] = holder(sheet, index)
    rules.insertRule(sheetText(rule), Math.min(at ?? rules.cssRules.length, rules.cssRules.length))
  }
}

export type DeclarationChange = {
  index: number[]
  set?: { property: string; value: string | null; priority?: string }
  remove?: { property: string }
}

export function changeDeclaration(
  sheet: CSSStyleSheet,
  { index, set, remove }: DeclarationChange,
  sheetText: Resolve,
): void {
  const [rules, at] = holder(sheet, index)
  const { style } = rules.cssRules[at ?? 0] as CSSStyleRule
  if (set) style.setProperty(set.property, set.value && sheetText(set.value), set.priority ?? '')
  if (remove) style.removeProperty(remove.property)
}
