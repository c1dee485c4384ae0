const shallow = { depth: 4, entries: 50, nodes: 200, text: 20_000, each: 5_000 }

export type Reach = typeof shallow

type Budget = Reach & { seen: Set<object> }

const nameOf = (value: object): string => {
  const name: unknown = Object.getPrototypeOf(value)?.constructor?.name
  return typeof name === 'string' && name ? name : 'object'
}

function cutText(text: string, budget: Budget): string {
  const room = Math.max(0, Math.min(budget.each, budget.text))
  budget.text -= Math.min(text.length, room)
  return text.length > room ? `${text.slice(0, room)}…` : text
}

/** A property without running a getter of the page. */
function property(owner: object, key: PropertyKey, budget: Budget, depth: number): unknown {
  const descriptor = Reflect.getOwnPropertyDescriptor(owner, key)
  return descriptor && 'value' in descriptor ? copy(descriptor.value, budget, depth) : '(…)'
}

function copyObject(value: object, budget: Budget, depth: number): unknown {
  if (value instanceof Node) return `<${value.nodeName.toLowerCase()}>`
  if (value instanceof Date || value instanceof RegExp) return value
  if (value instanceof Promise || ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return `[${nameOf(value)}]`
  if (budget.seen.has(value)) return '[circular]'
  if (depth >= budget.depth || --budget.nodes < 0) return '[…]'
  budget.seen.add(value)
  try {
    if (value instanceof Map) return copyObject(Object.fromEntries([...value].slice(0, budget.entries)), budget, depth)
    if (value instanceof Set) return copyObject([...value].slice(0, budget.entries), budget, depth)
    const keys = Object.keys(value).slice(0, budget.entries)
    if (Array.isArray(value)) return keys.map((key) => property(value, key, budget, depth + 1))
    return Object.fromEntries(keys.map((key) => [key, property(value, key, budget, depth + 1)]))
  } finally {
    budget.seen.delete(value)
  }
}

function copy(value: unknown, budget: Budget, depth: number): unknown {
  if (typeof value === 'string') return cutText(value, budget)
  if (typeof value === 'function') return `[function ${value.name}]`
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
