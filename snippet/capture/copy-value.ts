const shallow = { depth: 4, entries: 50, nodes: 200, text: 20_000, each: 5_000 }

export type Reach = typeof shallow

type Budget = Reach & { seen: Set<object> }

const nameOf = (value: object): string => {
  const name: unknown = Object.getPrototypeOf(value)?.constructor?.name
  return typeof name === 'string' && name ? name : 'object'
}

/** What a detector knows may be this long; the half of it that a cut leaves would be known to none. */
const longestSecret = 200

function cutText(text: string, budget: Budget): string {
  const room = Math.max(0, Math.min(budget.each, budget.text))
  budget.text -= Math.min(text.length, room)
  if (text.length <= room) return text
  const shown = text.slice(0, room)
  const whole = shown.slice(0, -longestSecret)
  return `${whole}${/^[^]*\s/.exec(shown.slice(whole.length))?.[0] ?? ''}…`
}

/** As a name of a property, without asking an object of the page what it is called. */
const keyOf = (key: unknown): string =>
  typeof key === 'object' && key !== null ? `[${nameOf(key)}]` : typeof key === 'function' ? '[function]' : String(key)

const { entries: entriesOf } = Map.prototype
const { values: valuesOf } = Set.prototype

/** A property without running a getter of the page. */
function property(owner: object, key: PropertyKey, budget: Budget, depth: number): unknown {
  const descriptor = Reflect.getOwnPropertyDescriptor(owner, key)
  return descriptor && 'value' in descriptor ? copy(descriptor.value, budget, depth) : '(…)'
}

function ownName(callable: object): string {
  const name: unknown = Reflect.getOwnPropertyDescriptor(callable, 'name')?.value
  return typeof name === 'string' ? name : ''
}

function copyObject(value: object, budget: Budget, depth: number): unknown {
  if (value instanceof Node) return `<${value.nodeName.toLowerCase()}>`
  if (value instanceof Date || value instanceof RegExp) return value
  if (value instanceof Promise || ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return `[${nameOf(value)}]`
  if (budget.seen.has(value)) return '[circular]'
  if (depth >= budget.depth || --budget.nodes < 0) return '[…]'
  budget.seen.add(value)
  try {
    if (value instanceof Map) {
      const pairs = [...entriesOf.call(value)].slice(0, budget.entries)
      return copyObject(Object.fromEntries(pairs.map(([key, item]) => [keyOf(key), item])), budget, depth)
    }
    if (value instanceof Set) return copyObject([...valuesOf.call(value)].slice(0, budget.entries), budget, depth)
    const keys = Object.keys(value).slice(0, budget.entries)
    if (Array.isArray(value)) return keys.map((key) => property(value, key, budget, depth + 1))
    return Object.fromEntries(keys.map((key) => [key, property(value, key, budget, depth + 1)]))
  } finally {
    budget.seen.delete(value)
  }
}

function copy(value: unknown, budget: Budget, depth: number): unknown {
  if (typeof value === 'string') return cutText(value, budget)
  if (typeof value === 'function') return `[function ${ownName(value)}]`
  if (typeof value === 'symbol') return '[symbol]'
  if (typeof value !== 'object' || value === null || value instanceof Error) return value
  return copyObject(value, budget, depth)
}

/**
 * Plain data as it is now, because the page may change it before it is masked. Cut in depth and size; runs no getter,
 * `toString` or `toJSON` of the page. Errors stay errors.
 */
export function copyValue(value: unknown, reach: Partial<Reach> = {}): unknown {
  try {
    return copy(value, { ...shallow, ...reach, seen: new Set() }, 0)
  } catch {
    return '[unreadable]'
  }
}
