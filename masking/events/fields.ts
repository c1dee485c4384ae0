import { tally } from '../counts.ts'
import { maskAttributeIn } from '../mask-attribute.ts'
import { maskCssIn } from '../mask-css.ts'
import { maskTextIn, maskWhole } from '../mask-text.ts'
import type { MaskingMode } from '../policy.ts'
import { redact } from '../redact-text.ts'
import { type Inherited, isSecret, type Known, modeOf, type Page } from './page.ts'
import { type Fields, string } from './shape.ts'

const attributeName = /^[^\s"'<>/=]{1,200}$/
const boxAttribute = /^(?:class|(?:rr_)?(?:width|height))$/

/** The attributes of one element as they may be recorded; of a blocked one only its box. */
export function maskAttributes(
  page: Page,
  id: number,
  known: Known,
  around: Inherited,
  attributes: Fields,
): Record<string, unknown> {
  const masked: Record<string, unknown> = {}
  const allowed = around.zone === 'block' ? boxAttribute : attributeName
  for (const [name, value] of Object.entries(attributes)) {
    if (!allowed.test(name)) continue
    const shown = value === null ? null : (maskOne(page, id, known, name, value, modeOf(page, around)) ?? undefined)
    if (shown !== undefined) masked[redact(name, 'personal', page.counts)] = shown
  }
  return masked
}

function maskOne(page: Page, id: number, known: Known, name: string, value: unknown, mode: MaskingMode): unknown {
  const { tag, type } = known
  // A chosen option is an answer like a typed one.
  if (/^(?:checked|selected)$/.test(name))
    return mode === 'strict' || (mode === 'balanced' && tag === 'option') ? undefined : value === true || ''
  if (typeof value === 'boolean' || (typeof value === 'number' && name.startsWith('rr_'))) return value
  if (typeof value === 'number') return maskOne(page, id, known, name, String(value), mode)
  if (typeof value === 'object' && name === 'style') return maskStyle(page, value as Fields, mode)
  if (name === 'rr_dataURL') return maskPicture(page, tag, string(value), mode)
  if (name === 'class') return maskClass(page, tag, string(value), mode)
  if (name === 'content' && page.secrets.has(id)) return maskWhole(string(value), 'attribute', page.counts)
  if (name !== 'value' || !/^(?:input|textarea|select|option)$/.test(tag))
    return maskAttributeIn(tag, name, string(value), mode, page.counts)
  if (/^(?:submit|button|reset)$/.test(type) && !isSecret(page, id))
    return maskTextIn(string(value), mode, page.counts, 'attribute')
  return maskInput(page, id, string(value), mode)
}

/** Class lists repeat a lot: those that hold nothing are remembered. */
function maskClass({ clean, counts }: Page, tag: string, value: string, mode: MaskingMode): string | null {
  if (clean.has(value)) return value
  const masked = maskAttributeIn(tag, 'class', value, mode, counts)
  if (masked === value && mode !== 'open' && clean.size < 5_000) clean.add(value)
  return masked
}

/** What somebody typed or chose. */
export function maskInput(page: Page, id: number, value: string, mode: MaskingMode): string {
  return mode === 'open' && !isSecret(page, id)
    ? redact(value, 'credentials', page.counts)
    : maskWhole(value, 'input', page.counts)
}

function maskPicture({ options, counts }: Page, tag: string, value: string, mode: MaskingMode): string | undefined {
  if (mode !== 'strict' && (tag !== 'canvas' || options.canvas) && /^data:image\/(?!svg)/.test(value)) return value
  tally(counts, 'media')
  return undefined
}

/** Changed style properties: `{ color: 'red', margin: ['0', 'important'], top: false }`. */
function maskStyle({ counts }: Page, style: Fields, mode: MaskingMode): Fields {
  const clean = (value: unknown): unknown => {
    if (Array.isArray(value)) return [clean(value[0]), value[1] === 'important' ? 'important' : '']
    return value === false ? false : maskCssIn(string(value), mode, counts)
  }
  return Object.fromEntries(
    Object.entries(style).flatMap(([property, value]) =>
      /^[\w-]{1,100}$/.test(property) ? [[property, clean(value)]] : [],
    ),
  )
}
