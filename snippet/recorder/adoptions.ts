import { isClosed } from './context.ts'
import { rulesOf } from './css-text.ts'
import { type Recording, sources } from './recording.ts'
import type { Rule } from './sheet-edits.ts'
import { maskedRule } from './sheet-texts.ts'

/** What has been read of a sheet so far; it begins anew when the sheet changes meanwhile. */
type Reading = { rules: Rule[]; restarts: number }

const rulesPerLook = 16
const mostRestarts = 5

const adopts = (root: Document | ShadowRoot): readonly CSSStyleSheet[] => root.adoptedStyleSheets ?? []

/** Sheets made by script, and who has adopted them. */
export function createAdoptions(recording: Recording) {
  const { nodes, emit } = recording
  const ids = new WeakMap<CSSStyleSheet, number>()
  const told = new WeakMap<Node, readonly CSSStyleSheet[]>()
  const readings = new WeakMap<CSSStyleSheet, Reading>()
  let latestId = 0

  /** All its rules, or nothing yet when the time is up. */
  const read = (sheet: CSSStyleSheet, isOver: () => boolean): Rule[] | undefined => {
    const reading = readings.get(sheet) ?? { rules: [], restarts: 0 }
    const { rules, restarts } = reading
    readings.set(sheet, reading)
    const all = rulesOf(sheet) ?? []
    for (let index = rules.length; index < all.length; index++) {
      if (index % rulesPerLook === rulesPerLook - 1 && restarts < mostRestarts && isOver()) return undefined
      const rule = all[index]
      if (rule) rules.push({ rule: maskedRule(recording, sheet, rule), index })
    }
    return rules
  }

  return {
    idOf: (sheet: CSSStyleSheet) => ids.get(sheet),
    /** It has just been recorded; has it adopted any? */
    entered(root: Document | ShadowRoot): boolean {
      told.delete(root)
      return adopts(root).length > 0
    },
    isReading: (sheet: CSSStyleSheet) => readings.has(sheet),
    /** Rules have changed while they are being read. */
    disturbed(sheet: CSSStyleSheet) {
      const restarts = (readings.get(sheet)?.restarts ?? 0) + 1
      readings.set(sheet, { rules: [], restarts })
    },
    /** False when there was too little time to read them all. */
    tell(root: Document | ShadowRoot, isOver: () => boolean): boolean {
      const list = adopts(root)
      const before = told.get(root) ?? []
      if (list.length === before.length && list.every((sheet, i) => sheet === before[i])) return true
      const info = nodes.live(root) ? nodes.get(root) : undefined
      if (!info || isClosed(info.inner)) return true
      const fresh = [...new Set(list)].filter((sheet) => !ids.has(sheet))
      const texts = new Map<CSSStyleSheet, Rule[]>()
      for (const sheet of fresh) {
        const rules = read(sheet, isOver)
        if (!rules) return false
        texts.set(sheet, rules)
      }
      told.set(root, [...list])
      const styles = Array.from(texts, ([sheet, rules]) => {
        ids.set(sheet, ++latestId)
        readings.delete(sheet)
        return { styleId: latestId, rules }
      })
      const styleIds = list.map((sheet) => ids.get(sheet) ?? 0)
      emit(sources.adoptedStyleSheet, { id: info.id, styleIds, ...(styles.length && { styles }) })
      return true
    },
  }
}
