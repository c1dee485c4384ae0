import { watchCalls } from '../boot/watch-calls.ts'
import type { Sheets } from './sheets.ts'
import { watchSetter } from './watch-setter.ts'

/** Where a rule stands: its index at each level, from the outermost on. */
function pathOf(rule: CSSRule): number[] {
  const path: number[] = []
  for (let at: CSSRule | null = rule; at; at = at.parentRule) {
    const list = (at.parentRule as CSSGroupingRule | null)?.cssRules ?? at.parentStyleSheet?.cssRules
    path.unshift(list ? Array.prototype.indexOf.call(list, at) : -1)
  }
  return path
}

const asIndex = (given: unknown): number => (Number(given) || 0) >>> 0

/** Sees what the scripts of one window do to rules of style sheets. Only calls that succeed are recorded. */
export function watchSheets(window: typeof globalThis, sheets: Sheets): () => void {
  const { CSSStyleSheet, CSSStyleDeclaration, Document, ShadowRoot } = window
  const after =
    (tell: () => void) =>
    (outcome: object): void => {
      if ('returned' in outcome) tell()
    }
  const known = (self: unknown): CSSStyleSheet | undefined =>
    sheets.knows(self as CSSStyleSheet) ? (self as CSSStyleSheet) : undefined
  const whole = (name: 'replace' | 'replaceSync') =>
    watchCalls(CSSStyleSheet.prototype, name, (self, [text]) => {
      const sheet = known(self)
      if (sheet) return after(() => sheets.edited(sheet, { replace: sheets.mask(String(text), sheet) }))
    })
  const undo = [
    watchCalls(CSSStyleSheet.prototype, 'insertRule', (self, [rule, index]) => {
      const sheet = known(self)
      if (sheet)
        return after(() =>
          sheets.edited(sheet, { add: { rule: sheets.mask(String(rule), sheet), index: asIndex(index) } }),
        )
    }),
    watchCalls(CSSStyleSheet.prototype, 'deleteRule', (self, [index]) => {
      const sheet = known(self)
      if (sheet) return after(() => sheets.edited(sheet, { remove: asIndex(index) }))
    }),
    whole('replace'),
    whole('replaceSync'),
    ...groups(window).flatMap((group) => [
      watchCalls(group, 'insertRule', (self, [rule, index]) => {
        const sheet = known((self as CSSGroupingRule).parentStyleSheet)
        const path = sheet && [...pathOf(self as CSSGroupingRule), asIndex(index)]
        if (path)
          return after(() => sheets.edited(sheet, { add: { rule: sheets.mask(String(rule), sheet), index: path } }))
      }),
      watchCalls(group, 'deleteRule', (self, [index]) => {
        const sheet = known((self as CSSGroupingRule).parentStyleSheet)
        const path = sheet && [...pathOf(self as CSSGroupingRule), asIndex(index)]
        if (path) return after(() => sheets.edited(sheet, { remove: path }))
      }),
    ]),
    ...declarations(CSSStyleDeclaration, sheets, after),
    ...[Document, ShadowRoot].map((owner) =>
      watchSetter(owner.prototype, 'adoptedStyleSheets', (self) => sheets.adopted(self as Document)),
    ),
  ]
  return () => undo.forEach((restore) => restore())
}

/** Media and the like have their own methods in some browsers and inherit them in others. */
function groups(window: typeof globalThis): object[] {
  const { CSSGroupingRule, CSSMediaRule, CSSSupportsRule } = window
  return [CSSGroupingRule, CSSMediaRule, CSSSupportsRule]
    .map((group) => group?.prototype)
    .filter((owner) => owner && Object.hasOwn(owner, 'insertRule'))
}

function declarations(
  { prototype }: typeof CSSStyleDeclaration,
  sheets: Sheets,
  after: (tell: () => void) => (outcome: object) => void,
): (() => void)[] {
  const place = (self: unknown) => {
    const rule = (self as CSSStyleDeclaration).parentRule
    const sheet = rule?.parentStyleSheet
    return rule && sheets.knows(sheet) ? { sheet, index: pathOf(rule) } : undefined
  }
  return [
    watchCalls(prototype, 'setProperty', (self, [property, value, priority]) => {
      const at = place(self)
      if (!at || !/^[\w-]{1,100}$/.test(String(property))) return
      const set = { property: String(property), value: sheets.mask(String(value ?? ''), at.sheet) }
      const important = priority ? { priority: 'important' } : {}
      return after(() => sheets.edited(at.sheet, { index: at.index, set: { ...set, ...important } }))
    }),
    watchCalls(prototype, 'removeProperty', (self, [property]) => {
      const at = place(self)
      if (!at || !/^[\w-]{1,100}$/.test(String(property))) return
      return after(() => sheets.edited(at.sheet, { index: at.index, remove: { property: String(property) } }))
    }),
  ]
}
