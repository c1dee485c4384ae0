import { isClosed } from './context.ts'
import { rulesOf } from './css-text.ts'
import { type Recording, sources } from './recording.ts'
import type { Rule } from './sheet-edits.ts'
import { maskedRule } from './sheet-texts.ts'

const adopts = (root: Document | ShadowRoot): readonly CSSStyleSheet[] => root.adoptedStyleSheets ?? []

/** Sheets made by script, and who has adopted them. */
export function createAdoptions(recording: Recording) {
  const { nodes, emit } = recording
  const ids = new WeakMap<CSSStyleSheet, number>()
  const told = new WeakMap<Node, readonly CSSStyleSheet[]>()
  let latestId = 0

  return {
    idOf: (sheet: CSSStyleSheet) => ids.get(sheet),
    /** It has just been recorded; has it adopted any? */
    entered(root: Document | ShadowRoot): boolean {
      told.delete(root)
      return adopts(root).length > 0
    },
    tell(root: Document | ShadowRoot) {
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
        const all = Array.from(rulesOf(sheet) ?? [])
        const rules = all.map((rule, index) => ({ rule: maskedRule(recording, sheet, rule), index }))
        styles.push({ styleId: latestId, rules })
      }
      const styleIds = list.map((sheet) => ids.get(sheet) ?? 0)
      emit(sources.adoptedStyleSheet, { id: info.id, styleIds, ...(styles.length && { styles }) })
    },
  }
}
