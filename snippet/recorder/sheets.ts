import { guard } from '../boot/guard.ts'
import type { Context } from './context.ts'
import { isClosed } from './context.ts'
import { absoluteCss, rulesOf, ruleText } from './css-text.ts'
import { baseOf, isElement, nameOf } from './dom.ts'
import { type Recording, sources } from './recording.ts'

type Rule = { rule: string; index?: number | number[] }
export type Edit =
  | { add: Rule }
  | { remove: number | number[] }
  | { replace: string }
  | { index: number[]; set: { property: string; value: string; priority?: string } }
  | { index: number[]; remove: { property: string } }

/** Reading a sheet with many rules, a stretch at a time. */
type Reading = { element: Element; sheet: CSSStyleSheet; at: number; texts: string[]; restarts: number }

export type Sheets = ReturnType<typeof createSheets>

const readAtOnce = 60
const mostRestarts = 5
const adopts = (root: Document | ShadowRoot): readonly CSSStyleSheet[] => root.adoptedStyleSheets ?? []

const sheetOf = (element: Element): CSSStyleSheet | null => (element as HTMLStyleElement).sheet ?? null

/** Style sheets: their text when an element is recorded, then what scripts do to their rules. */
export function createSheets(recording: Recording) {
  const { nodes, masker, emit, wake } = recording
  const ids = new WeakMap<CSSStyleSheet, number>()
  const readings = new Map<CSSStyleSheet, Reading>()
  /** Edits of recorded sheets since the last time they were handed over. */
  const edits = new Map<CSSStyleSheet, Edit[]>()
  /** Style elements whose text has changed. */
  const rewritten = new Set<Element>()
  const told = new WeakMap<Node, readonly CSSStyleSheet[]>()
  let latestId = 0

  const liveOwner = (sheet: CSSStyleSheet): { id: number } | { styleId: number } | undefined => {
    const styleId = ids.get(sheet)
    if (styleId) return { styleId }
    const owner = sheet.ownerNode
    const info = owner && nodes.live(owner) ? nodes.get(owner) : undefined
    return info && info.inner.zone !== 'block' ? { id: info.id } : undefined
  }
  const contextOf = (sheet: CSSStyleSheet): Context => {
    const info = sheet.ownerNode ? nodes.get(sheet.ownerNode) : undefined
    return info?.inner ?? recording.context
  }
  const baseIn = (sheet: CSSStyleSheet): string =>
    sheet.href ?? (sheet.ownerNode ? baseOf(sheet.ownerNode) : document.baseURI)
  const mask = (text: string, sheet: CSSStyleSheet): string =>
    masker.css(absoluteCss(text, baseIn(sheet)), contextOf(sheet))
  const textOf = (rule: CSSRule | undefined, sheet: CSSStyleSheet): string =>
    rule ? masker.css(ruleText(rule, baseIn(sheet)), contextOf(sheet)) : ''

  /** Goes on reading; true when it has come to the end. */
  const readOn = (reading: Reading, isOver: () => boolean): boolean => {
    const rules = rulesOf(reading.sheet)
    const patient = reading.restarts < mostRestarts
    for (; rules && reading.at < rules.length; reading.at++) {
      if (patient && reading.at % 16 === 15 && isOver()) return false
      reading.texts.push(textOf(rules[reading.at], reading.sheet))
    }
    return true
  }
  const sayText = (element: Element, text: string) => {
    const info = nodes.live(element) ? nodes.get(element) : undefined
    if (!info) return
    emit(sources.mutation, {
      texts: [],
      removes: [],
      adds: [],
      attributes: [{ id: info.id, attributes: { _cssText: text } }],
    })
  }
  /** The text of this element's sheet; empty while a large one is being read, `undefined` where it can't be. */
  const read = (element: Element): string | undefined => {
    const sheet = sheetOf(element)
    const rules = rulesOf(sheet)
    if (!sheet || !rules) return undefined
    edits.delete(sheet)
    rewritten.delete(element)
    readings.delete(sheet)
    const reading: Reading = { element, sheet, at: 0, texts: [], restarts: 0 }
    if (rules.length <= readAtOnce) {
      readOn(reading, () => false)
      return reading.texts.join('')
    }
    readings.set(sheet, reading)
    wake()
    return ''
  }
  const sayEdits = (sheet: CSSStyleSheet, list: readonly Edit[]) => {
    const owner = liveOwner(sheet)
    if (!owner) return
    let adds: Rule[] = []
    let removes: { index: number | number[] }[] = []
    const sayRules = () => {
      if (adds.length + removes.length === 0) return
      emit(sources.styleSheetRule, { ...owner, ...(adds.length && { adds }), ...(removes.length && { removes }) })
      adds = []
      removes = []
    }
    // A player makes all additions of one event before its removals.
    for (const edit of list) {
      if ('add' in edit) {
        if (removes.length) sayRules()
        adds.push(edit.add)
      } else if ('index' in edit) {
        sayRules()
        emit(sources.styleDeclaration, { ...owner, ...edit })
      } else if ('replace' in edit) {
        sayRules()
        emit(sources.styleSheetRule, { ...owner, replaceSync: edit.replace })
      } else removes.push({ index: edit.remove })
    }
    sayRules()
  }
  const adopt = (root: Document | ShadowRoot) => {
    const list = adopts(root)
    const before = told.get(root) ?? []
    if (list.length === before.length && list.every((sheet, i) => sheet === before[i])) return
    const info = nodes.live(root) ? nodes.get(root) : undefined
    if (!info || isClosed(info.inner)) return
    told.set(root, [...list])
    const styles: { styleId: number; rules: Rule[] }[] = []
    for (const sheet of list) {
      if (ids.has(sheet)) continue
      ids.set(sheet, ++latestId)
      const rules = Array.from(rulesOf(sheet) ?? [], (rule, index) => ({ rule: textOf(rule, sheet), index }))
      styles.push({ styleId: latestId, rules })
    }
    const styleIds = list.map((sheet) => ids.get(sheet) ?? 0)
    emit(sources.adoptedStyleSheet, { id: info.id, styleIds, ...(styles.length && { styles }) })
  }
  const waiting = new Set<Document | ShadowRoot>()
  /** All of them, once; one that can't be read or masked isn't told, and keeps no other from it. */
  const each = <T>(list: { clear: () => void } & Iterable<T>, tell: (one: T) => void) => {
    const all = [...list]
    list.clear()
    for (const one of all) guard(tell)(one)
  }
  return {
    read,
    mask,
    /** A document or shadow root has (other) adopted sheets, or has just been recorded. */
    adopted(root: Document | ShadowRoot) {
      waiting.add(root)
      wake()
    },
    entered(root: Document | ShadowRoot) {
      told.delete(root)
      if (adopts(root).length) waiting.add(root)
    },
    /** The text inside of a style element has changed, or a linked sheet has arrived. */
    rewritten(element: Element) {
      if (!/^(?:style|link)$/.test(nameOf(element).toLowerCase())) return
      rewritten.add(element)
      wake()
    },
    edited(sheet: CSSStyleSheet, edit: Edit) {
      const reading = readings.get(sheet)
      if (reading) {
        const appended = 'add' in edit && typeof edit.add.index === 'number' && edit.add.index >= reading.at
        if (!appended) Object.assign(reading, { at: 0, texts: [], restarts: reading.restarts + 1 })
        return
      }
      const owner = sheet.ownerNode
      if (owner && isElement(owner) && rewritten.has(owner)) return
      if (!liveOwner(sheet)) return
      const list = edits.get(sheet)
      if (list) list.push(edit)
      else edits.set(sheet, [edit])
      wake()
    },
    /** Can anything be said about this sheet? */
    knows: (sheet: CSSStyleSheet | null | undefined): sheet is CSSStyleSheet =>
      sheet !== null && sheet !== undefined && (readings.has(sheet) || liveOwner(sheet) !== undefined),
    get done() {
      return readings.size + edits.size + rewritten.size + waiting.size === 0
    },
    run(isOver: () => boolean) {
      each(rewritten, (element) => {
        const text = nodes.live(element) ? read(element) : undefined
        if (text !== undefined && !readings.has(sheetOf(element) as CSSStyleSheet)) sayText(element, text)
      })
      each(waiting, adopt)
      each(edits, ([sheet, list]) => sayEdits(sheet, list))
      for (const [sheet, reading] of readings) {
        if (isOver()) return
        if (sheetOf(reading.element) === sheet && nodes.live(reading.element) && !readOn(reading, isOver)) return
        readings.delete(sheet)
        if (sheetOf(reading.element) === sheet) sayText(reading.element, reading.texts.join(''))
      }
    },
  }
}
