import type { StyleChange } from './events.ts'

/** End of a quoted string or comment that begins at `at`, or `at` when none does. */
function skipOpaque(css: string, at: number): number {
  const quote = css[at]
  if (quote === '/' && css[at + 1] === '*') {
    const end = css.indexOf('*/', at + 2)
    return end < 0 ? css.length : end + 2
  }
  if (quote !== '"' && quote !== "'") return at
  for (let i = at + 1; i < css.length; i++) {
    if (css[i] === '\\') i++
    else if (css[i] === quote) return i + 1
  }
  return css.length
}

/** Cuts CSS at the `;` and `}` of its outermost level: rules, at-statements and declarations, in order, trimmed. */
export function splitCss(css: string): string[] {
  const items: string[] = []
  let depth = 0
  let start = 0
  const cut = (end: number) => {
    const item = css.slice(start, end).trim()
    if (item) items.push(item)
    start = end
  }
  for (let i = 0; i < css.length; ) {
    const after = skipOpaque(css, i)
    if (after > i) {
      if (depth === 0 && css[i] === '/' && !css.slice(start, i).trim()) start = after
      i = after
      continue
    }
    const char = css[i++]
    if (char === '\\') i++
    else if (char === '{' || char === '(' || char === '[') depth++
    else if ((char === '}' || char === ')' || char === ']') && depth > 0 && --depth === 0 && char === '}') cut(i)
    else if (char === ';' && depth === 0) cut(i)
  }
  cut(css.length)
  return items
}

const isRule = (item: string) => item.startsWith('@') || item.endsWith('}')

/** The rules a browser would number in this text; `@charset` is not one. */
export const splitRules = (css: string) => splitCss(css).filter((item) => isRule(item) && !/^@charset\b/i.test(item))

function openBlock(rule: string): { head: string; items: string[] } | null {
  let brace = 0
  while (brace < rule.length && rule[brace] !== '{') brace = Math.max(skipOpaque(rule, brace), brace + 1)
  if (rule[brace] !== '{' || !rule.endsWith('}')) return null
  return { head: rule.slice(0, brace), items: splitCss(rule.slice(brace + 1, -1)) }
}

const closeBlock = (head: string, items: string[]) =>
  `${head}{ ${items.map((item) => (isRule(item) || item.endsWith(';') ? item : `${item};`)).join(' ')} }`

/** Changes the list of rules that `path` leads into; a path that leads nowhere changes nothing. */
export function editRules(rules: string[], path: number[], edit: (rules: string[]) => void): void {
  const [first, ...rest] = path
  if (first === undefined) return edit(rules)
  const rule = rules[first]
  const block = rule === undefined ? null : openBlock(rule)
  if (!block) return
  const inner = block.items.filter(isRule)
  editRules(inner, rest, edit)
  rules[first] = closeBlock(block.head, [...block.items.filter((item) => !isRule(item)), ...inner])
}

/** Changes the declarations of the rule at `path`. */
export function editDeclarations(rules: string[], path: number[], change: StyleChange): void {
  editRules(rules, path.slice(0, -1), (list) => {
    const at = path.at(-1) ?? -1
    const rule = list[at]
    const block = rule === undefined ? null : openBlock(rule)
    if (!block) return
    const declarations = block.items.filter((item) => !isRule(item)).join(' ')
    list[at] = closeBlock(block.head, [...splitCss(changeStyle(declarations, change)), ...block.items.filter(isRule)])
  })
}

const sides = ['top', 'right', 'bottom', 'left']

/** The shorthand that holds `name` as one of four sides. */
const boxOf = (name: string) =>
  sides.includes(name) ? 'inset' : /^(margin|padding)-(top|right|bottom|left)$/.exec(name)?.[1]

/** `padding: 1px 2px` as its four sides; null for what is not plainly separable. */
function fourSides(box: string, value: string): [string, string][] | null {
  const important = /\s*!important$/i.exec(value)?.[0] ?? ''
  const [top, right = top, bottom = top, left = right] = value.slice(0, value.length - important.length).split(/\s+/)
  const prefix = box === 'inset' ? '' : `${box}-`
  return /[(/]/.test(value)
    ? null
    : sides.map((side, i) => [prefix + side, `${[top, right, bottom, left][i]}${important}`])
}

/** Writes out the shorthand that holds `name`, in its place, so that one side can change alone. */
function openBox(declared: Map<string, string>, name: string): Map<string, string> {
  const box = boxOf(name)
  const value = box && declared.get(box)
  const opened = value && fourSides(box, value)
  if (!opened) return declared
  const written = new Map<string, string>()
  for (const entry of declared) {
    for (const [side, its] of entry[0] === box ? opened : [entry]) written.set(side, its)
  }
  return written
}

function parseStyle(css: string): Map<string, string> {
  const declared = new Map<string, string>()
  for (const item of splitCss(css)) {
    const colon = item.indexOf(':')
    if (colon <= 0) continue
    const name = item.slice(0, colon).trim()
    declared.set(
      name.startsWith('--') ? name : name.toLowerCase(),
      item
        .slice(colon + 1)
        .replace(/;$/, '')
        .trim(),
    )
  }
  return declared
}

/** A style attribute after rrweb's object form of a change. */
export function changeStyle(css: string, change: StyleChange): string {
  let declared = parseStyle(css)
  for (const [name, given] of Object.entries(change)) {
    const [value, priority] = Array.isArray(given) ? given : [given, '']
    declared = openBox(declared, name)
    if (value) declared.set(name, priority ? `${value} !${priority}` : value)
    else declared.delete(name)
  }
  return [...declared].map(([name, value]) => `${name}: ${value};`).join(' ')
}
