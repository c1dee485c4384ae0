import {
  isSecretField,
  type MaskCounts,
  type MaskingMode,
  maskAttributeIn,
  maskCssIn,
  maskPiece,
  maskTextIn,
  maskWhole,
  type Piece,
  readAtOnce,
  redact,
  tally,
} from '@vitrine/masking'
import type { Zones } from '../record/zones.ts'
import type { Context } from './context.ts'
import { attributeNames, attributeOf } from './dom.ts'

export type Attribute = string | number | boolean | null
export type Attributes = Record<string, Attribute>

const attributeName = /^[^\s"'<>/=]{1,200}$/
const boxAttribute = /^(?:class|(?:rr_)?(?:width|height))$/
const fieldTags = new Set(['input', 'textarea', 'select'])
const mostRemembered = 4_000

export type NodeMasker = ReturnType<typeof createNodeMasker>

function remember(set: Set<string>, text: string): void {
  if (set.size >= mostRemembered) set.clear()
  set.add(text)
}

/** Fields that were a password or card field at any time stay secret. */
function rememberSecrets(zones: Zones): (element: Element, tag: string) => boolean {
  const secrets = new WeakSet<Element>()
  return (element, tag) => {
    if (secrets.has(element)) return true
    const fields = () => Object.fromEntries(attributeNames(element).map((name) => [name, attributeOf(element, name)]))
    if (tag === 'meta' ? !isSecretField(fields()) : !zones.isSecret(element)) return false
    secrets.add(element)
    return true
  }
}

/** Names as they may be told; empty for what is no name. Those in which nothing was found repeat a lot. */
function createNameMasker(counts: MaskCounts): (name: string) => string {
  const clean = new Set<string>()
  return (name) => {
    if (clean.has(name)) return name
    if (!attributeName.test(name)) return ''
    const masked = redact(name, 'personal', counts)
    if (masked === name) remember(clean, name)
    return masked
  }
}

/** How much has been read in one slice of work. */
function createScales() {
  let weight = 0
  return {
    weigh({ length }: string) {
      if (length > 200) weight += length
    },
    /** So much that the clock has to be looked at with every step. */
    isHeavy: () => weight > readAtOnce,
    lighten() {
      weight = 0
    },
  }
}

function textMode({ editable, mode, inside }: Context): MaskingMode {
  if (inside === 'unseen') return 'open'
  return editable && mode === 'balanced' ? 'strict' : mode
}

/** What may be recorded of texts, attributes and values. Whatever can't be masked throws, and is left out by the caller. */
export function createNodeMasker(zones: Zones, counts: MaskCounts) {
  const isSecret = rememberSecrets(zones)
  /** Values in which nothing was found: they repeat a lot. */
  const clean = new Set<string>()
  const maskName = createNameMasker(counts)
  const { weigh, isHeavy, lighten } = createScales()

  /** What somebody typed or chose. */
  const input = (element: Element, tag: string, value: string, mode: MaskingMode): string =>
    mode === 'open' && value.length <= readAtOnce && !isSecret(element, tag)
      ? redact(value, 'credentials', counts)
      : maskWhole(value, 'input', counts)

  const plain = (tag: string, name: string, value: string, mode: MaskingMode): string | null => {
    if (value.length > 100 || (name !== 'class' && /\d/.test(value)))
      return maskAttributeIn(tag, name, value, mode, counts)
    const key = `${mode} ${tag} ${name} ${value}`
    if (clean.has(key)) return value
    const masked = maskAttributeIn(tag, name, value, mode, counts)
    if (masked === value) remember(clean, key)
    return masked
  }
  const fieldValue = (element: Element, tag: string, value: string, mode: MaskingMode): string => {
    const button =
      tag === 'input' &&
      value.length <= readAtOnce &&
      /^(?:submit|button|reset)$/i.test(attributeOf(element, 'type') ?? '')
    if (button && !isSecret(element, tag)) return maskTextIn(value, mode, counts, 'attribute')
    return input(element, tag, value, mode)
  }
  const one = (element: Element, tag: string, name: string, value: string, mode: MaskingMode): string | null => {
    if (name === 'value' && (fieldTags.has(tag) || tag === 'option')) return fieldValue(element, tag, value, mode)
    if (tag === 'meta' && name === 'content' && isSecret(element, tag)) return maskWhole(value, 'attribute', counts)
    return plain(tag, name, value, mode)
  }
  return {
    counts,
    isSecret,
    input,
    /** The given attributes as they may be recorded; of what is blocked only its box. */
    attributes(element: Element, tag: string, given: Attributes, { zone, mode }: Context): Attributes {
      const masked: Attributes = {}
      if (fieldTags.has(tag)) isSecret(element, tag)
      for (const raw in given) {
        const name = maskName(raw)
        if (!name || (zone === 'block' && !boxAttribute.test(name))) continue
        const value = given[raw] ?? null
        if (value === null) masked[name] = null
        else if (name === 'checked' || name === 'selected') {
          const hidden = mode === 'strict' || (mode === 'balanced' && tag === 'option')
          if (!hidden) masked[name] = value
        } else if (typeof value !== 'string') masked[name] = value
        else {
          weigh(value)
          const shown = one(element, tag, raw, value, mode)
          if (shown !== null) masked[name] = shown
        }
      }
      return masked
    },
    textMode,
    text(text: string, context: Context): string {
      weigh(text)
      return maskTextIn(text, textMode(context), counts, context.editable ? 'input' : 'text')
    },
    piece: (text: string, from: number, mode: MaskingMode): Piece => maskPiece(text, from, mode, counts),
    /** Nobody misses comments in a replay. */
    comment(text: string, { mode }: Context): string {
      if (mode === 'open' && text.length <= readAtOnce) return redact(text, 'credentials', counts)
      if (text.trim()) tally(counts, 'comment')
      return ''
    },
    css: (text: string, { mode }: Context): string => maskCssIn(text, mode, counts),
    blocked: () => tally(counts, 'block'),
    isHeavy,
    lighten,
  }
}
