import { guard } from './guard.ts'

const { then } = Promise.prototype

/** Promises that nobody has asked yet, and what to do when they fail unasked. */
const unasked = new WeakMap<object, (reason: unknown) => void>()

type Thenable = object & { then: (fulfilled: (value: unknown) => void, rejected: (reason: unknown) => void) => unknown }

/** Asks after the page's way, for promises that aren't the browser's own. */
function ask(promise: Thenable, fulfilled: (value: unknown) => void, rejected: (reason: unknown) => void): void {
  try {
    void Reflect.apply(then, promise, [fulfilled, rejected])
  } catch {
    promise.then(fulfilled, rejected)
  }
}

/**
 * Learns how a promise of the page ends, and asks only when the page asks: one that nobody asks has to fire
 * `unhandledrejection`. `then`, `catch`, `finally` and `await` all read `constructor` first; a prototype in between
 * notices that and takes itself away. See `docs/decisions/0010-observing-fetch.md`.
 */
export function watchPromise(
  promise: unknown,
  fulfilled: (value: unknown) => void,
  rejected: (reason: unknown) => void,
): void {
  if (typeof promise !== 'object' || promise === null || !('then' in promise)) return
  const [kept, failed] = [guard(fulfilled), guard(rejected)]
  const before = Reflect.getPrototypeOf(promise)
  let asking = false
  const asked = guard(() => {
    asking = true
    try {
      // Before the page's own handler, so that an answer is known when the page reads it.
      if (unasked.delete(promise)) ask(promise as Thenable, kept, failed)
    } finally {
      asking = false
      if (Reflect.getPrototypeOf(promise) === between) Reflect.setPrototypeOf(promise, before)
    }
  })
  const between: object = Object.create(before, {
    constructor: Object.assign(Object.create(null), {
      configurable: true,
      get(this: unknown) {
        // Ours is to be a plain promise, whatever class the page's is of.
        if (asking) return undefined
        if (this === promise) asked()
        return before && Reflect.get(before, 'constructor', this)
      },
    }) as PropertyDescriptor,
  })
  if (Object.hasOwn(promise, 'constructor') || !Reflect.setPrototypeOf(promise, between)) return
  unasked.set(promise, failed)
}

/** Has the page, so far, not asked how this one ends? */
export const isUnasked = (promise: unknown): boolean => unasked.has(promise as object)

/** One has failed that the page never asked. */
export function failedUnasked({ promise, reason }: PromiseRejectionEvent): void {
  const failed = unasked.get(promise)
  unasked.delete(promise)
  failed?.(reason)
}
