import { type MaskCounts, tally } from './counts.ts'
import { maskError } from './mask-error.ts'
import { MASK, maskTextIn, maskWhole } from './mask-text.ts'
import type { MaskingPolicy } from './policy.ts'
import { redact } from './redact-text.ts'
import { isSensitiveName } from './secret-names.ts'
import { levelOf, modeIn, type Zone } from './zone.ts'

export type Plain = string | number | boolean | null | Plain[] | { [key: string]: Plain }

const limits = { depth: 6, entries: 100, nodes: 2_000, text: 10_000 }

type Walk = { policy: MaskingPolicy; counts: MaskCounts; seen: Set<object>; nodes: number }

/**
 * Anything a page logs or attaches, as masked plain data: cycles, depth and size are cut; getters are not called;
 * a value under a name such as `password` or `token` is masked whole.
 */
export function maskValue(value: unknown, policy: MaskingPolicy, zone?: Zone, counts: MaskCounts = {}): Plain {
  const inZone = { ...policy, mode: modeIn(policy, zone) }
  return visit(value, { policy: inZone, counts, seen: new Set(), nodes: 0 }, 0)
}

function visit(value: unknown, walk: Walk, depth: number): Plain {
  if (value === null || typeof value === 'boolean') return value
  if (typeof value === 'string') return maskTextIn(value.slice(0, limits.text), walk.policy.mode, walk.counts)
  if (typeof value === 'number') return visitNumber(value, walk)
  if (typeof value === 'bigint') return `${visitNumber(Number(value), walk)}n`
  if (typeof value !== 'object') return typeof value === 'function' ? '[function]' : `[${typeof value}]`
  if (walk.seen.has(value)) return '[circular]'
  if (depth >= limits.depth || ++walk.nodes > limits.nodes) return '[…]'
  walk.seen.add(value)
  try {
    return visitObject(value, walk, depth + 1)
  } catch {
    return '[unreadable]'
  } finally {
    walk.seen.delete(value)
  }
}

/** A long number may be a card or an account; in `strict` every number may mean something. */
function visitNumber(value: number, { policy, counts }: Walk): Plain {
  if (policy.mode !== 'strict') {
    const text = String(value)
    const clean = redact(text, levelOf(policy.mode), counts)
    return clean === text ? value : clean
  }
  tally(counts, 'number')
  return MASK
}

function visitObject(value: object, walk: Walk, depth: number): Plain {
  if (value instanceof Error) return maskError(value, walk.policy, walk.counts)
  if (Array.isArray(value)) return visitList(value, walk, depth)
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'Invalid Date' : value.toISOString()
  if (value instanceof Map)
    return cut([...value], ([key, item]) => [
      visit(key, walk, depth),
      typeof key === 'string' ? entry(key, item, walk, depth) : visit(item, walk, depth),
    ])
  if (value instanceof Set) return cut([...value], (item) => visit(item, walk, depth))
  if (value instanceof RegExp) return visit(String(value), walk, depth)
  if (typeof URL === 'function' && value instanceof URL) return visit(value.href, walk, depth)
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return '[binary]'
  if (isNode(value)) return `<${value.nodeName.toLowerCase()}>`
  return visitEntries(value, walk, depth)
}

function visitList(list: readonly unknown[], walk: Walk, depth: number): Plain {
  const [name, item] = list
  // Headers and form fields are often told as pairs.
  if (list.length === 2 && isName(name)) return [visit(name, walk, depth), entry(name, item, walk, depth)]
  return cut(list, (item) => visit(item, walk, depth))
}

const isNode = (value: object): value is { nodeName: string } =>
  'nodeType' in value && 'nodeName' in value && typeof value.nodeName === 'string'

function cut<T>(items: readonly T[], each: (item: T) => Plain): Plain[] {
  const shown = items.slice(0, limits.entries).map(each)
  return items.length > limits.entries ? [...shown, '[…]'] : shown
}

function visitEntries(value: object, walk: Walk, depth: number): Plain {
  const result: { [key: string]: Plain } = {}
  const called = nameIn(value)
  for (const key of Object.keys(value).slice(0, limits.entries)) {
    const property = Object.getOwnPropertyDescriptor(value, key)
    if (!property) continue
    const shown =
      'value' in property ? entry(called && told.test(key) ? called : key, property.value, walk, depth) : '[getter]'
    Object.defineProperty(result, maskKey(key, walk), {
      value: shown,
      enumerable: true,
      configurable: true,
      writable: true,
    })
  }
  return result
}

const isName = (value: unknown): value is string => typeof value === 'string' && /^\S{1,100}$/.test(value)

/** What a value is called where the name stands beside it: `{ name: 'password', value: '…' }`. */
const naming = ['name', 'key', 'id', 'field', 'fieldName', 'header', 'param', 'Name', 'Key']
const told = /^(?:values?|val|v|content|data|text|answer|input)$/i

const nameIn = (value: object): string | undefined =>
  naming
    .map((key): unknown => Object.getOwnPropertyDescriptor(value, key)?.value)
    .find((name): name is string => isName(name) && isSensitiveName(name))

function entry(key: string, value: unknown, walk: Walk, depth: number): Plain {
  if (isSensitiveName(key) && value !== null && value !== undefined && typeof value !== 'boolean')
    return maskWhole(typeof value === 'string' ? value : MASK.concat(' '), 'secret', walk.counts)
  return visit(value, walk, depth)
}

function maskKey(key: string, { policy, counts }: Walk): string {
  const clean = redact(key.slice(0, 200), levelOf(policy.mode), counts)
  return policy.mode === 'strict' && !/^[\w$.-]{1,40}$/.test(clean) ? MASK : clean
}
