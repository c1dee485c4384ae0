import type { Context } from './context.ts'
import { isLossy, sourceFor } from './css-source.ts'
import { absoluteCss, rulesOf, ruleText } from './css-text.ts'
import { baseOf, textOf } from './dom.ts'
import { type Recording, sources } from './recording.ts'

/** Reading a sheet with many rules, a stretch at a time. */
type Reading = { element: Element; sheet: CSSStyleSheet; at: number; texts: string[]; restarts: number }

const readAtOnce = 60
const mostRestarts = 5

export const sheetOf = (element: Element): CSSStyleSheet | null => (element as HTMLStyleElement).sheet ?? null

const baseIn = ({ href, ownerNode }: CSSStyleSheet): string =>
  href ?? (ownerNode ? baseOf(ownerNode) : document.baseURI)

function contextOf({ nodes, context }: Recording, { ownerNode }: CSSStyleSheet): Context {
  return (ownerNode && nodes.get(ownerNode)?.inner) || context
}

/** Style text of a sheet as it may be recorded. */
export const maskIn = (recording: Recording, sheet: CSSStyleSheet, text: string): string =>
  recording.masker.css(absoluteCss(text, baseIn(sheet)), contextOf(recording, sheet))

export const maskedRule = (recording: Recording, sheet: CSSStyleSheet, rule: CSSRule): string =>
  recording.masker.css(ruleText(rule, baseIn(sheet)), contextOf(recording, sheet))

/** What is told of a sheet: its rules; where the browser can't tell them whole, what they were made from. */
function wholeText(recording: Recording, { element, sheet, texts }: Reading): string {
  const text = texts.join('')
  const rules = isLossy(text) && rulesOf(sheet)
  if (!rules) return text
  const mend = (written: string): string | undefined => {
    const source = sourceFor(rules, written)
    return source === undefined ? undefined : maskIn(recording, sheet, source)
  }
  if (!sheet.href) return mend(textOf(element) ?? '') ?? text
  recording.lossy(text, sheet.href, mend)
  return text
}

/** The texts of style elements and linked sheets. */
export function createSheetTexts(recording: Recording) {
  const { nodes, emit, wake } = recording
  const readings = new Map<CSSStyleSheet, Reading>()

  /** Goes on reading; true when it has come to the end. */
  const readOn = (reading: Reading, isOver: () => boolean): boolean => {
    const rules = rulesOf(reading.sheet)
    if (!rules) return true
    const patient = reading.restarts < mostRestarts
    for (; reading.at < rules.length; reading.at++) {
      if (patient && reading.at % 16 === 15 && isOver()) return false
      const rule = rules[reading.at]
      if (rule) reading.texts.push(maskedRule(recording, reading.sheet, rule))
    }
    return true
  }
  return {
    isReading: (sheet: CSSStyleSheet | null): boolean => sheet !== null && readings.has(sheet),
    /** Rules have changed while they are being read. */
    disturbed(sheet: CSSStyleSheet, appendedAt: number) {
      const reading = readings.get(sheet)
      if (reading && appendedAt < reading.at)
        Object.assign(reading, { at: 0, texts: [], restarts: reading.restarts + 1 })
    },
    /** The text of this element's sheet; empty while a large one is being read, `undefined` where it can't be. */
    read(element: Element): string | undefined {
      const sheet = sheetOf(element)
      const rules = rulesOf(sheet)
      if (!sheet || !rules) return undefined
      const reading: Reading = { element, sheet, at: 0, texts: [], restarts: 0 }
      readings.delete(sheet)
      if (rules.length <= readAtOnce) {
        readOn(reading, () => false)
        return wholeText(recording, reading)
      }
      readings.set(sheet, reading)
      wake()
      return ''
    },
    say(element: Element, text: string) {
      const info = nodes.live(element) ? nodes.get(element) : undefined
      const attributes = [{ id: info?.id, attributes: { _cssText: text } }]
      if (info) emit(sources.mutation, { texts: [], attributes, removes: [], adds: [] })
    },
    get done() {
      return readings.size === 0
    },
    run(isOver: () => boolean) {
      for (const [sheet, reading] of readings) {
        if (isOver()) return
        const { element } = reading
        const gone = sheetOf(element) !== sheet || !nodes.live(element)
        if (!gone && !readOn(reading, isOver)) return
        readings.delete(sheet)
        if (!gone) this.say(element, wholeText(recording, reading))
      }
    },
  }
}
