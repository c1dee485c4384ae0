import { guard } from '../boot/guard.ts'
import { createAdoptions } from './adoptions.ts'
import { isElement, nameOf } from './dom.ts'
import type { Recording } from './recording.ts'
import { type Edit, tellEdits } from './sheet-edits.ts'
import { createSheetTexts, maskIn, sheetOf } from './sheet-texts.ts'

export type Sheets = ReturnType<typeof createSheets>

/** All of them, once; one that can't be read or masked isn't told, and keeps no other from it. */
function takeEach<T>(list: { clear: () => void } & Iterable<T>, tell: (one: T) => void): void {
  const all = [...list]
  list.clear()
  for (const one of all) guard(tell)(one)
}

const addedAt = (edit: Edit): number =>
  'add' in edit && typeof edit.add.index === 'number' ? edit.add.index : Number.NEGATIVE_INFINITY

/** Style sheets: their text when an element is recorded, then what scripts do to their rules. */
export function createSheets(recording: Recording) {
  const { nodes, wake } = recording
  const texts = createSheetTexts(recording)
  const adoptions = createAdoptions(recording)
  /** Edits of recorded sheets since the last time they were handed over. */
  const edits = new Map<CSSStyleSheet, Edit[]>()
  /** Style elements whose text has changed. */
  const rewritten = new Set<Element>()
  const adopting = new Set<Document | ShadowRoot>()

  const liveOwner = (sheet: CSSStyleSheet): { id: number } | { styleId: number } | undefined => {
    const styleId = adoptions.idOf(sheet)
    if (styleId) return { styleId }
    const owner = sheet.ownerNode
    const info = owner && nodes.live(owner) ? nodes.get(owner) : undefined
    return info && info.inner.zone !== 'block' ? { id: info.id } : undefined
  }
  const read = (element: Element): string | undefined => {
    const sheet = sheetOf(element)
    if (sheet) edits.delete(sheet)
    rewritten.delete(element)
    return texts.read(element)
  }
  const rewrite = (element: Element) => {
    const text = nodes.live(element) ? read(element) : undefined
    if (text !== undefined && !texts.isReading(sheetOf(element))) texts.say(element, text)
  }
  return {
    /** The text of this element's sheet; empty while a large one is being read, `undefined` where it can't be. */
    read,
    mask: (text: string, sheet: CSSStyleSheet) => maskIn(recording, sheet, text),
    /** A document or shadow root has other adopted sheets. */
    adopted(root: Document | ShadowRoot) {
      adopting.add(root)
      wake()
    },
    entered(root: Document | ShadowRoot) {
      if (adoptions.entered(root)) adopting.add(root)
    },
    /** The text inside of a style element has changed, or a linked sheet has arrived. */
    rewritten(element: Element) {
      if (!/^(?:style|link)$/.test(nameOf(element).toLowerCase())) return
      rewritten.add(element)
      wake()
    },
    edited(sheet: CSSStyleSheet, edit: Edit) {
      if (adoptions.isReading(sheet)) return adoptions.disturbed(sheet)
      if (texts.isReading(sheet)) return texts.disturbed(sheet, addedAt(edit))
      const owner = sheet.ownerNode
      if ((owner && isElement(owner) && rewritten.has(owner)) || !liveOwner(sheet)) return
      const list = edits.get(sheet)
      if (list) list.push(edit)
      else edits.set(sheet, [edit])
      wake()
    },
    /** Can anything be said about this sheet? */
    knows: (sheet: CSSStyleSheet | null | undefined): sheet is CSSStyleSheet =>
      sheet !== null &&
      sheet !== undefined &&
      (adoptions.isReading(sheet) || texts.isReading(sheet) || liveOwner(sheet) !== undefined),
    get done() {
      return texts.done && edits.size + rewritten.size + adopting.size === 0
    },
    run(isOver: () => boolean) {
      takeEach(rewritten, rewrite)
      takeEach(adopting, (root) => {
        if (!adoptions.tell(root, isOver)) adopting.add(root)
      })
      takeEach(edits, ([sheet, list]) => {
        const owner = liveOwner(sheet)
        if (owner) tellEdits(recording, owner, list)
      })
      texts.run(isOver)
    },
  }
}
