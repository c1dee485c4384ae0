import { safeAttributes } from './attributes.ts'
import { type Resolve, safeCss } from './css.ts'

/** A recorded node as it may come: anything. */
export interface RecordedNode {
  type?: unknown
  id?: unknown
  tagName?: unknown
  attributes?: unknown
  childNodes?: unknown
  textContent?: unknown
  isStyle?: unknown
  [fact: string]: unknown
}

/** What is known of nodes that later events name by their id only. */
export interface Known {
  /** Lower-case tag by id. */
  tags: Map<number, string>
  /** Texts that are style sheets. */
  css: Set<number>
  resolve: Resolve
}

const types = { document: 0, doctype: 1, element: 2, text: 3, cdata: 4, comment: 5 }
const deepest = 1_000
const marks = ['isSVG', 'isShadow', 'needBlock']

/** Elements that fetch, run or navigate by being there; they replay as plain elements of the same children. */
const replaced = new Set('script applet embed object portal fencedframe frame frameset base'.split(' '))
const hosts =
  /^(article|aside|blockquote|body|div|footer|h[1-6]|header|main|nav|p|section|span|[a-z][a-z0-9._]*-[a-z0-9._-]*)$/
const reserved = /^(annotation-xml|color-profile|font-face|font-face-(src|uri|format|name)|missing-glyph)$/
const legalTag = /^[a-z][\w.:-]*$/i

function safeTag(tagName: unknown): string {
  const tag = typeof tagName === 'string' && legalTag.test(tagName) ? tagName : 'div'
  const plain = tag.toLowerCase().replace(/^.*:/, '')
  if (plain === 'script') return 'noscript'
  return replaced.has(plain) ? 'div' : tag
}

const isObject = (value: unknown): value is RecordedNode => typeof value === 'object' && value !== null

function safeElement(recorded: RecordedNode, known: Known): RecordedNode {
  const tagName = safeTag(recorded.tagName)
  const lower = tagName.toLowerCase()
  known.tags.set(Number(recorded.id), lower)
  const { isShadowHost, isCustom } = recorded
  const named = hosts.test(lower) && !reserved.test(lower)
  const attributes = safeAttributes(lower, isObject(recorded.attributes) ? recorded.attributes : {}, known.resolve)
  const safe: RecordedNode = { type: types.element, id: recorded.id, tagName, attributes, childNodes: [] }
  for (const mark of marks) if (recorded[mark]) safe[mark] = true
  if (isShadowHost && named) safe.isShadowHost = true
  if (isCustom && named && lower.includes('-')) safe.isCustom = true
  if (recorded.rootId) safe.rootId = recorded.rootId
  return safe
}

/** One node without its children; null for what is none. A recording's CDATA has no place in HTML and becomes a comment. */
function safeOne(recorded: RecordedNode, inStyle: boolean, known: Known): RecordedNode | null {
  const { type, id, rootId, isStyle, isShadow, compatMode } = recorded
  if (!Number.isInteger(id)) return null
  const facts = { id, ...(rootId ? { rootId } : {}), ...(isShadow ? { isShadow: true } : {}) }
  const text = typeof recorded.textContent === 'string' ? recorded.textContent : ''
  switch (type) {
    case types.document:
      return { ...facts, type, childNodes: [], ...(compatMode === 'BackCompat' ? { compatMode } : {}) }
    case types.doctype:
      return { ...facts, type, name: 'html', publicId: '', systemId: '' }
    case types.element:
      return safeElement(recorded, known)
    case types.text:
      if (inStyle || isStyle) known.css.add(Number(id))
      return {
        ...facts,
        type,
        textContent: inStyle || isStyle ? safeCss(text, known.resolve) : text,
        ...(isStyle ? { isStyle: true } : {}),
      }
    case types.cdata:
    case types.comment:
      return { ...facts, type: types.comment, textContent: text }
    default:
      return null
  }
}

const holdsCss = (tag: string | undefined) => tag === 'style' || tag === 'link'

/** A document holds one doctype and one element; neither may be anywhere else. Anything else makes building fail. */
function fits(child: RecordedNode, parent: RecordedNode): boolean {
  if (parent.type !== types.document) return child.type !== types.document && child.type !== types.doctype
  if (child.type === types.comment) return true
  const isOne = child.type === types.doctype || child.type === types.element
  return isOne && !(parent.childNodes as RecordedNode[]).some(({ type }) => type === child.type)
}

/** A subtree that fetches nothing, runs nothing and can always be built. `parentTag` says where it is put. */
export function safeNode(recorded: unknown, known: Known, parentTag?: string): RecordedNode | null {
  if (!isObject(recorded)) return null
  const root = safeOne(recorded, holdsCss(parentTag), known)
  const open: [RecordedNode, RecordedNode | null, number][] = [[recorded, root, 0]]
  for (let entry = open.pop(); entry; entry = open.pop()) {
    const [from, into, depth] = entry
    if (!into?.childNodes || !Array.isArray(from.childNodes) || depth > deepest) continue
    const inStyle = holdsCss(typeof into.tagName === 'string' ? into.tagName.toLowerCase() : undefined)
    for (const child of from.childNodes) {
      const safe = isObject(child) ? safeOne(child, inStyle, known) : null
      if (!safe || !fits(safe, into)) continue
      ;(into.childNodes as RecordedNode[]).push(safe)
      open.push([child, safe, depth + 1])
    }
  }
  return root
}
