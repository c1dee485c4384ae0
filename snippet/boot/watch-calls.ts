/** Told how a call ended: what it returned, or what it threw. */
export type Ended = (outcome: { returned: unknown } | { threw: unknown }) => void
/** Told of a call before it happens. `self` of a construction is its `new.target`. */
export type Watcher = (self: unknown, args: readonly unknown[]) => Ended | void

type Callable = (...args: unknown[]) => unknown

/** The object in the prototype chain that really has the property. */
function ownerOf(object: object, name: PropertyKey): object | null {
  let owner: object | null = object
  while (owner && !Object.hasOwn(owner, name)) owner = Reflect.getPrototypeOf(owner)
  return owner
}

function tell<T>(run: () => T): T | undefined {
  try {
    return run()
  } catch {
    return undefined
  }
}

function told(watcher: Watcher | undefined, self: unknown, args: readonly unknown[], call: () => unknown): unknown {
  const ended = tell(() => watcher?.(self, args))
  let returned: unknown
  try {
    returned = call()
  } catch (threw) {
    if (ended) tell(() => ended({ threw }))
    throw threw
  }
  if (ended) tell(() => ended({ returned }))
  return returned
}

/** Traps and descriptors must not come from an `Object.prototype` that the page has added to. */
const bare = <T extends object>(own: T): T => Object.assign(Object.create(null) as object, own)

function proxyOf(original: Callable, watcher: () => Watcher | undefined): Callable {
  const text = () => String(original)
  const handler: ProxyHandler<Callable> = {
    apply: (target, self, args) => told(watcher(), self, args, () => Reflect.apply(target, self, args)),
    construct: (target, args, made) =>
      told(watcher(), made, args, () => Reflect.construct(target, args, made)) as object,
    // A proxy's own text is anonymous; code that looks for "[native code]" or a name gets the original's.
    get: (target, key) => (key === 'toString' && !Object.hasOwn(target, key) ? text : Reflect.get(target, key)),
  }
  return new Proxy(original, bare(handler))
}

const replace = (owner: object, name: PropertyKey, descriptor: PropertyDescriptor): boolean =>
  Reflect.defineProperty(owner, name, bare(descriptor))

/** Puts `value` in the place of a property's and returns what undoes it, unless someone else has done so since. */
function exchange(owner: object, name: PropertyKey, value: unknown): (() => void) | undefined {
  const descriptor = Reflect.getOwnPropertyDescriptor(owner, name)
  if (!descriptor || !replace(owner, name, { ...descriptor, value })) return undefined
  return () => {
    if (Reflect.getOwnPropertyDescriptor(owner, name)?.value === value) replace(owner, name, descriptor)
  }
}

/**
 * Sees the calls of a function of the page. Arguments, `this`, result and exceptions pass through untouched and
 * synchronously; name, length and text stay. Undone exactly, or, where someone has patched on top, turned into a
 * pass-through.
 */
export function watchCalls(object: object, name: string, watch: Watcher): () => void {
  const owner = ownerOf(object, name)
  const original: unknown = owner && Reflect.getOwnPropertyDescriptor(owner, name)?.value
  if (!owner || typeof original !== 'function') return () => {}
  let watcher: Watcher | undefined = watch
  const proxy = proxyOf(original as Callable, () => watcher)
  const undo = exchange(owner, name, proxy)
  if (!undo) return () => {}
  // Of a class, instances say who made them.
  const { prototype } = original as { prototype?: object }
  const made = prototype && Reflect.getOwnPropertyDescriptor(prototype, 'constructor')?.value === original
  const undoMade = made ? exchange(prototype, 'constructor', proxy) : undefined
  return () => {
    watcher = undefined
    undo()
    undoMade?.()
  }
}
