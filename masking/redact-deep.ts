import { geometry } from './attribute-kinds.ts'
import { addCounts, type MaskCounts } from './counts.ts'
import type { RedactLevel } from './detectors/detector.ts'
import { isGeometry } from './mask-attribute.ts'
import { redactCss } from './mask-css.ts'
import { type Redact, redact as standard } from './redact-text.ts'

type Container = Record<string, unknown> | unknown[]

/**
 * A copy of plain data in which every string is redacted, keys too, however deep.
 * Pictures, drawings and the rules of style sheets stay as they are.
 */
export function redactDeep<T>(value: T, level: RedactLevel, counts: MaskCounts = {}, redact: Redact = standard): T {
  const result: unknown[] = []
  const waiting: [from: object, to: Container, key: string][] = [[[value], result, '']]
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const [from, to, above] = next
    const isStyle = 'isStyle' in from && from.isStyle === true
    for (const [name, item] of Object.entries(from)) {
      const key = Array.isArray(from) ? above : isStyle && name === 'textContent' ? 'style' : name
      const shown =
        typeof item === 'object' && item
          ? Array.isArray(item)
            ? []
            : {}
          : redactLeaf(item, key, level, counts, redact)
      put(to, Array.isArray(from) ? name : redact(name, level, counts), shown)
      if (typeof item === 'object' && item) waiting.push([item, shown as Container, key])
    }
  }
  return result[0] as T
}

/** Also a key such as `__proto__` becomes a plain property. */
function put(to: Container, key: string, value: unknown): void {
  Object.defineProperty(to, key, { value, enumerable: true, configurable: true, writable: true })
}

const styleKey = /^(?:_cssText|style|rule|replace|replaceSync)$/
const opaqueKey = /^(?:tagName|base64)$/
const picture = /^data:(?:image\/(?!svg)|font\/|audio\/|video\/)/

function redactLeaf(value: unknown, key: string, level: RedactLevel, counts: MaskCounts, redact: Redact): unknown {
  if (typeof value === 'string') {
    if (opaqueKey.test(key) || picture.test(value) || (geometry.test(key) && isGeometry(value))) return value
    return styleKey.test(key) ? redactCss(value, level, counts, redact) : redact(value, level, counts)
  }
  // A card number may have been logged as a number.
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 1e11) return value
  const found: MaskCounts = {}
  const text = redact(String(value), level, found)
  addCounts(counts, found)
  return text === String(value) ? value : text
}
