import { editDeclarations, editRules, splitRules } from './css.ts'
import {
  type AddedRule,
  type Adoption,
  type DeclarationChange,
  incremental,
  type RecordedEvent,
  type SheetChange,
  type StyleChange,
  sources,
} from './events.ts'

/** One change of a style element's rules, as rrweb tells it: all `adds` before all `removes`. */
export type SheetEdit =
  | { kind: 'rules'; adds: AddedRule[]; removes: { index: number | number[] }[] }
  | { kind: 'declaration'; index: number[]; change: StyleChange }

/** A sheet made by script: its rules as text, and the document that may adopt it. */
export interface ConstructedSheet {
  document: number
  rules: string[]
}

export type Sheets = Map<number, ConstructedSheet>

/** Beyond this many edits a style element's rules are folded into its text. */
export const mostEdits = 20_000

const path = (index: number | number[] | undefined) => (Array.isArray(index) ? index : [index ?? 0])

function insertRule(rules: string[], { rule, index }: AddedRule): void {
  const at = path(index)
  const last = at.at(-1) ?? 0
  if (typeof rule !== 'string' || !(last >= 0)) return
  editRules(rules, at.slice(0, -1), (list) => list.splice(Math.min(last, list.length), 0, rule))
}

function deleteRule(rules: string[], index: number | number[]): void {
  const at = path(index)
  const last = at.at(-1) ?? 0
  if (last >= 0) editRules(rules, at.slice(0, -1), (list) => list.splice(last, 1))
}

function applyEdit(rules: string[], edit: SheetEdit): void {
  if (edit.kind === 'declaration') return editDeclarations(rules, edit.index, edit.change)
  for (const add of edit.adds) insertRule(rules, add)
  for (const remove of edit.removes) deleteRule(rules, remove.index)
}

/** The text of a sheet that had `css` and was then edited. */
export function editedCss(css: string, edits: SheetEdit[]): string {
  const rules = splitRules(css)
  for (const edit of edits) applyEdit(rules, edit)
  return rules.join('\n')
}

export function asEdit(change: SheetChange | DeclarationChange): SheetEdit | null {
  if ('index' in change) {
    if (!Array.isArray(change.index)) return null
    const styles: StyleChange = {}
    if (change.set)
      styles[change.set.property] = change.set.value ? [change.set.value, change.set.priority ?? ''] : false
    if (change.remove) styles[change.remove.property] = false
    return { kind: 'declaration', index: change.index, change: styles }
  }
  return { kind: 'rules', adds: [...(change.adds ?? [])], removes: [...(change.removes ?? [])] }
}

export function changeSheet(sheet: ConstructedSheet, change: SheetChange | DeclarationChange): void {
  const edit = asEdit(change)
  if (edit) applyEdit(sheet.rules, edit)
  if ('index' in change) return
  const text = change.replaceSync ?? change.replace
  if (typeof text === 'string') sheet.rules = splitRules(text)
}

export function makeSheets(sheets: Sheets, document: number, made: Adoption['styles']): void {
  for (const { styleId, rules } of made ?? []) {
    const sheet: ConstructedSheet = { document, rules: [] }
    for (const add of rules ?? []) insertRule(sheet.rules, add)
    sheets.set(styleId, sheet)
  }
}

/** Appends an edit, in one piece with the one before where the order allows it. */
export function pushEdit(edits: SheetEdit[], edit: SheetEdit): void {
  const last = edits.at(-1)
  if (edit.kind === 'rules' && last?.kind === 'rules' && (!last.removes.length || !edit.adds.length)) {
    for (const add of edit.adds) last.adds.push(add)
    for (const remove of edit.removes) last.removes.push(remove)
  } else if (edit.kind === 'declaration' && last?.kind === 'declaration' && `${edit.index}` === `${last.index}`) {
    Object.assign(last.change, edit.change)
  } else {
    edits.push(edit)
  }
}

/** An edit as the events that make it. */
export function editEvents(id: number, edit: SheetEdit, at: number): RecordedEvent[] {
  if (edit.kind === 'rules') {
    return [incremental(sources.styleSheetRule, at, { id, adds: [...edit.adds], removes: [...edit.removes] })]
  }
  return Object.entries(edit.change).map(([property, given]) => {
    const [value, priority] = Array.isArray(given) ? given : [given]
    const change = value ? { set: { property, value, ...(priority && { priority }) } } : { remove: { property } }
    return incremental(sources.styleDeclaration, at, { id, index: edit.index, ...change })
  })
}
