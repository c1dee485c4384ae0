import { MASK } from '@vitrine/masking'
import { type Context, isClosed } from './context.ts'
import { absolute, absoluteCss } from './css-text.ts'
import {
  attributeNames,
  attributeOf,
  baseOf,
  boxOf,
  dataOf,
  kindOf,
  kinds,
  nameOf,
  namespaceOf,
  scrollOf,
  shadowOf,
} from './dom.ts'
import { isLeftOut } from './left-out.ts'
import type { Attributes } from './mask-node.ts'
import type { Recording } from './recording.ts'

export type Serialized = {
  type: number
  id: number
  tagName?: string
  attributes?: Attributes
  childNodes?: Serialized[]
  textContent?: string
  rootId?: number
  isShadow?: true
  isShadowHost?: true
  isSVG?: true
  isCustom?: true
  name?: string
  publicId?: string
  systemId?: string
  compatMode?: string
}

const svg = 'http://www.w3.org/2000/svg'

export function tagOf(element: Element): string {
  const tag = nameOf(element).toLowerCase()
  return /^[a-z][\w:.-]{0,80}$/.test(tag) ? tag : 'div'
}

const addresses = /^(?:src|(?:xlink:)?href|poster|background|data)$/i

function resolved(element: Element, name: string, value: string): string {
  if (addresses.test(name)) return value && !value.startsWith('#') ? absolute(value, baseOf(element)) : value
  if (name === 'style') return absoluteCss(value, baseOf(element))
  if (name !== 'srcset' && name !== 'imagesrcset') return value
  return value.replaceAll(/[^\s,]\S*/g, (part) =>
    /^[\d.]+[wxh],?$/.test(part) ? part : absolute(part, baseOf(element)),
  )
}

/** What a form element holds now, which its attributes don't tell. */
function fieldState(element: Element, tag: string, told: Attributes): void {
  if (tag === 'option') {
    delete told.selected
    if ((element as HTMLOptionElement).selected) told.selected = true
    return
  }
  const { type, value, checked } = element as HTMLInputElement
  delete told.checked
  if (checked && (type === 'checkbox' || type === 'radio')) told.checked = true
  if (tag !== 'input' || !/^(?:checkbox|radio|submit|button|reset|image)$/.test(type)) told.value = value
  if (told.value === '') delete told.value
}

const elementState: Record<string, (element: Element, told: Attributes) => void> = {
  input: (element, told) => fieldState(element, 'input', told),
  textarea: (element, told) => fieldState(element, 'textarea', told),
  select: (element, told) => fieldState(element, 'select', told),
  option: (element, told) => fieldState(element, 'option', told),
  dialog(element, told) {
    if ((element as HTMLDialogElement).open) told.rr_open_mode = element.matches(':modal') ? 'modal' : 'non-modal'
  },
  video: player,
  audio: player,
  iframe(element, told) {
    // Shown by what was recorded inside; only what can't be looked into keeps its address.
    if (!contentOf(element) && told.src) told.rr_src = told.src
    delete told.src
  },
}

function player(element: Element, told: Attributes): void {
  const { paused, currentTime, playbackRate, muted, loop, volume } = element as HTMLMediaElement
  delete told.autoplay
  told.rr_mediaState = paused ? 'paused' : 'played'
  told.rr_mediaCurrentTime = currentTime
  told.rr_mediaPlaybackRate = playbackRate
  told.rr_mediaMuted = muted
  told.rr_mediaLoop = loop
  told.rr_mediaVolume = volume
}

/** The document inside a frame, where the page may see it. */
export function contentOf(frame: Element): Document | null {
  try {
    return (frame as HTMLIFrameElement).contentDocument
  } catch {
    return null
  }
}

function box(element: Element): Attributes {
  const { width, height } = boxOf(element)
  return { class: attributeOf(element, 'class') ?? '', rr_width: `${width}px`, rr_height: `${height}px` }
}

/** All its attributes with what it shows beyond them, masked. */
export function attributesOf({ masker, sheets }: Recording, element: Element, tag: string, inner: Context): Attributes {
  if (inner.zone === 'block') return masker.attributes(element, tag, box(element), inner)
  const told: Attributes = {}
  for (const name of attributeNames(element)) {
    told[name] = resolved(element, name, attributeOf(element, name) ?? '')
  }
  if (Object.hasOwn(elementState, tag)) elementState[tag]?.(element, told)
  const css = inner.inside === 'css' ? sheets.read(element) : undefined
  if (css !== undefined && tag === 'link') {
    delete told.rel
    delete told.href
  }
  const masked = masker.attributes(element, tag, told, inner)
  return css === undefined ? masked : { ...masked, _cssText: css }
}

/** The named attributes as they are now, masked; `null` for those that are gone. */
export function changedAttributes(
  { masker }: Recording,
  element: Element,
  inner: Context,
  names: Iterable<string>,
): Attributes {
  const tag = tagOf(element)
  const told: Attributes = {}
  for (const name of names) {
    const value = attributeOf(element, name)
    told[name] = value === null ? null : resolved(element, name, value)
    if (name === 'open' && tag === 'dialog') elementState.dialog?.(element, told)
    if (name === 'src' && tag === 'iframe') elementState.iframe?.(element, told)
    if (name === 'autoplay') delete told.autoplay
  }
  return masker.attributes(element, tag, told, inner)
}

const isCustom = (tag: string): boolean => tag.includes('-') && customElements.get(tag) !== undefined

function serializeElement(recording: Recording, element: Element, tag: string, inner: Context, id: number): Serialized {
  const { masker, walking } = recording
  const attributes = attributesOf(recording, element, tag, inner)
  if (inner.zone === 'block') masker.blocked()
  const told: Serialized = { type: 2, tagName: tag, attributes, childNodes: [], id }
  if (walking() && inner.zone !== 'block') {
    const { x, y } = scrollOf(element)
    if (x) attributes.rr_scrollLeft = x
    if (y) attributes.rr_scrollTop = y
  }
  if (!isClosed(inner) && shadowOf(element)) told.isShadowHost = true
  if (namespaceOf(element) === svg) told.isSVG = true
  else if (isCustom(tag)) told.isCustom = true
  return told
}

const doctypeId = (id: string): string =>
  /^(?:-\/\/(?:W3C|IETF)\/\/DTD [\w .]{1,60}\/\/EN|https?:\/\/www\.w3\.org\/[\w./-]{1,80})$/.test(id) ? id : ''

function serializeOther(recording: Recording, node: Node, above: Context, id: number): Serialized | undefined {
  const { masker, longTexts } = recording
  const kind = kindOf(node)
  if (kind === kinds.text) return { type: 3, textContent: longTexts.told(node, above) ?? MASK, id }
  if (kind === kinds.cdata) return { type: 4, textContent: '', id }
  if (kind === kinds.comment) return { type: 5, textContent: masker.comment(dataOf(node), above), id }
  if (kind !== kinds.doctype) return undefined
  const { publicId, systemId } = node as DocumentType
  return { type: 1, name: 'html', publicId: doctypeId(publicId), systemId: doctypeId(systemId), id }
}

/** Has no place in the recording; nor have we. */
export function isSkipped({ zones, owns }: Recording, node: Node, tag: string, above: Context): boolean {
  const open = zones.policy.mode === 'open'
  if (tag) return owns(node as Element) || isLeftOut(node as Element, tag, open)
  if (open) return false
  return kindOf(node) === kinds.comment || (above.inside === 'head' && !/\S/.test(dataOf(node)))
}

/** One node without its children. */
export function serialize(
  recording: Recording,
  node: Node,
  tag: string,
  { above, inner }: { above: Context; inner: Context },
  id: number,
): Serialized | undefined {
  const told = tag
    ? serializeElement(recording, node as Element, tag, inner, id)
    : serializeOther(recording, node, above, id)
  if (told && above.rootId) told.rootId = above.rootId
  return told
}
