import { tally } from '../counts.ts'
import { maskCssIn } from '../mask-css.ts'
import { maskTextIn } from '../mask-text.ts'
import { redact } from '../redact-text.ts'
import { isSecretField } from '../secret-names.ts'
import { protectiveOf } from '../zone.ts'
import { maskAttributes, maskInput } from './fields.ts'
import { below, type Inherited, type Known, modeOf, type Page } from './page.ts'
import { type Fields, fields, list, number, numbers, object, string } from './shape.ts'

const frame = object(numbers('type id rootId isShadow isShadowHost isSVG isCustom isStyle needBlock'))

/** What to record of one node, and what holds for its children; without that, they are left out. */
type Masked = { readonly shown: Fields; readonly around?: Inherited }

/** A serialized node with all below it, masked; every node in it is remembered. Not recursive: pages can be deep. */
export function maskNode(page: Page, value: unknown, parent: number, above: Inherited): unknown {
  const top: unknown[] = []
  const waiting = [{ value, parent, above, into: top }]
  for (const next of waiting) {
    const node = fields(next.value)
    const id = number(node.id)
    const { shown, around } = maskContent(page, node, id, next.parent, next.above)
    const into: unknown[] = []
    const masked = { ...fields(frame(node, page)), ...shown }
    next.into.push('childNodes' in node ? { ...masked, childNodes: into } : masked)
    if (around)
      for (const child of list(node.childNodes)) waiting.push({ value: child, parent: id, above: around, into })
  }
  return top[0]
}

function maskContent(page: Page, node: Fields, id: number, parent: number, above: Inherited): Masked {
  if (node.type === 2) return maskElement(page, node, id, parent, above)
  if (node.type === 0) {
    remember(page, id, parent, '#document', {})
    return {
      shown: node.compatMode === 'BackCompat' ? { compatMode: node.compatMode } : {},
      around: { ...above, tag: '' },
    }
  }
  if (node.type === 1) {
    remember(page, id, parent, '#doctype', {})
    return { shown: { name: 'html', publicId: doctypeId(node.publicId), systemId: doctypeId(node.systemId) } }
  }
  const comment = number(node.type) !== 3
  const known = remember(page, id, parent, comment ? '#comment' : '#text', {})
  const text = string(node.textContent)
  const textContent = maskNodeText(page, parent, text, comment ? { ...above, tag: '#comment' } : above)
  known.altered = text !== textContent
  return { shown: { textContent } }
}

const doctypeId = (value: unknown): string =>
  /^(?:-\/\/(?:W3C|IETF)\/\/DTD [\w .]{1,60}\/\/EN|https?:\/\/www\.w3\.org\/[\w./-]{1,80})$/.test(String(value))
    ? String(value)
    : ''

function maskElement(page: Page, node: Fields, id: number, parent: number, above: Inherited): Masked {
  const tagName = string(node.tagName)
  if (!/^[a-z][\w.:-]{0,80}$/i.test(tagName)) throw new TypeError('unknown tag')
  const attributes = fields(node.attributes)
  const known = remember(page, id, parent, tagName.toLowerCase(), attributes)
  const around = below(above, known)
  const shown = { tagName, attributes: maskAttributes(page, id, known, around, attributes) }
  if (around.zone !== 'block') return { shown, around }
  tally(page.counts, 'block')
  return { shown }
}

function remember(page: Page, id: number, parent: number, tag: string, attributes: Fields): Known {
  const known: Known = {
    tag,
    parent,
    type: '',
    said: '',
    rule: undefined,
    ignored: false,
    editable: false,
    altered: false,
  }
  page.nodes.set(id, known)
  if (!tag.startsWith('#')) learn(page, id, known, attributes)
  return known
}

/** Takes in what (changed) attributes say about an element. */
export function learn(page: Page, id: number, known: Known, attributes: Fields): void {
  const { options, secrets } = page
  const told = (name: string, before: string): string =>
    name in attributes ? String(attributes[name] ?? '').toLowerCase() : before
  known.type = told('type', known.type)
  known.said = told('data-vitrine', known.said)
  known.editable =
    !/^(?:|false)$/.test(told('contenteditable', String(known.editable))) || attributes.contenteditable === ''
  if (/^(?:input|textarea|select|meta)$/.test(known.tag) && isSecretField(attributes)) secrets.add(id)
  const own = (['block', 'mask', 'unmask'] as const).find((zone) => known.said.split(' ').includes(zone))
  known.rule = protectiveOf(options.zoneOf?.(id), own)
  known.ignored = known.said.includes('ignore') || options.ignores?.(id) === true
}

/** The text of a text node or comment, by what it stands in. */
export function maskNodeText(page: Page, parent: number, text: string, around: Inherited): string {
  const mode = modeOf(page, around)
  if (around.tag === 'style') return maskCssIn(text, mode, page.counts)
  if (around.tag === 'textarea') return maskInput(page, parent, text, mode)
  if (around.tag === 'script') return text === 'SCRIPT_PLACEHOLDER' ? text : ''
  if (/^(?:#comment|noscript|template|iframe|noembed|noframes|xmp)$/.test(around.tag))
    return maskUnseen(page, text, mode === 'open')
  return maskTextIn(
    text,
    around.editable && mode === 'balanced' ? 'strict' : mode,
    page.counts,
    around.editable ? 'input' : 'text',
  )
}

/** Comments, and markup kept as text: nobody misses them in a replay. */
function maskUnseen({ counts }: Page, text: string, open: boolean): string {
  if (open) return redact(text, 'credentials', counts)
  if (text.trim()) tally(counts, 'comment')
  return ''
}
