/** Told how a call ended: what it returned, or what it threw. */
export type Ended = (outcome: { returned: unknown } | { threw: unknown }) => void
/** Told of a call before it happens. */
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

function proxyOf(original: Callable, watcher: () => Watcher | undefined): Callable {
  return new Proxy(original, {
    apply(target, self, args) {
      const ended = tell(() => watcher()?.(self, args))
      let returned: unknown
      try {
        returned = Reflect.apply(target, self, args)
      } catch (threw) {
        if (ended) tell(() => ended({ threw }))
        throw threw
      }
      if (ended) tell(() => ended({ returned }))
      return returned
    },
    // A proxy's own text is anonymous; code that looks for "[native code]" or a name gets the original's.
    get: (target, key) => (key === 'toString' ? () => String(target) : Reflect.get(target, key)),
  })
}

/**
 * Sees the calls of a function of the page. Arguments, `this`, result and exceptions pass through untouched and
 * synchronously; name, length and text stay. Undone exactly, or, where someone has patched on top, turned into a
 * pass-through.
 */
export function watchCalls(object: object, name: string, watch: Watcher): () => void {
  const owner = ownerOf(object, name)
  const descriptor = owner && Reflect.getOwnPropertyDescriptor(owner, name)
  if (!descriptor || typeof descriptor.value !== 'function') return () => {}
  let watcher: Watcher | undefined = watch
  const proxy = proxyOf(descriptor.value as Callable, () => watcher)
  if (!Reflect.defineProperty(owner, name, { ...descriptor, value: proxy })) return () => {}
  return () => {
    watcher = undefined
    if (Reflect.getOwnPropertyDescriptor(owner, name)?.value === proxy) Reflect.defineProperty(owner, name, descriptor)
  }
}
