import { type MaskingMode, type MaskingPolicy, modeIn, protectiveOf, type Zone } from '@vitrine/masking'
import type { Zones } from '../record/zones.ts'
import { attributeOf } from './dom.ts'

/** What an element's children are: text to read, a style sheet, a field's value, markup nobody sees, or nothing. */
export type Inside = 'text' | 'head' | 'css' | 'field' | 'unseen' | 'none'

/** What holds inside of an element. Shared by all elements for which the same holds. */
export type Context = {
  readonly zone: Zone
  readonly mode: MaskingMode
  readonly editable: boolean
  readonly ignored: boolean
  readonly inside: Inside
  /** Of the document of a frame; 0 in the page itself. */
  readonly rootId: number
}

const insides = new Map<string, Inside>([
  ['style', 'css'],
  ['link', 'css'],
  ['textarea', 'field'],
  ['script', 'none'],
  ['head', 'head'],
  ...(['noscript', 'template', 'iframe', 'noembed', 'noframes', 'xmp'] as const).map((tag): [string, Inside] => [
    tag,
    'unseen',
  ]),
])

export const rootContext = (policy: MaskingPolicy): Context => ({
  zone: undefined,
  mode: policy.mode,
  editable: false,
  ignored: false,
  inside: 'text',
  rootId: 0,
})

/** Nothing that is inside becomes part of the recording. */
export const isClosed = ({ zone, inside, mode }: Context): boolean =>
  zone === 'block' ||
  inside === 'css' ||
  inside === 'field' ||
  inside === 'none' ||
  (inside === 'unseen' && mode !== 'open')

/** What holds inside of this element. Throws where a selector can't be asked: then the element is left out. */
export function contextBelow(above: Context, zones: Zones, element: Element, tag: string): Context {
  const touched = zones.touches(element)
  const zone = touched ? protectiveOf(above.zone, zones.own(element)) : above.zone
  const ignored = above.ignored || (touched && zones.ignores(element))
  const editing = attributeOf(element, 'contenteditable')
  const editable = above.editable || (editing !== null && editing.toLowerCase() !== 'false')
  const inside = insides.get(tag) ?? 'text'
  if (zone === above.zone && ignored === above.ignored && editable === above.editable && inside === above.inside)
    return above
  return { zone, mode: modeIn(zones.policy, zone), editable, ignored, inside, rootId: above.rootId }
}

/** What holds for a text. A document that can be written in as a whole says so nowhere in its tree. */
export const writtenIn = (context: Context, text: Node): Context =>
  context.editable || text.ownerDocument?.designMode !== 'on' ? context : { ...context, editable: true }

export const sameContext = (a: Context, b: Context): boolean =>
  a.zone === b.zone && a.ignored === b.ignored && a.editable === b.editable && a.inside === b.inside
