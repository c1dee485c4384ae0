type Timers = Pick<typeof globalThis, 'setTimeout' | 'clearTimeout'>

/** As they were when we came. zone.js keeps what it replaced: timers of ours must not count as work of the page. */
function own<Name extends keyof Timers>(name: Name): Timers[Name] {
  const kept: unknown = Reflect.get(globalThis, `__zone_symbol__${name}`)
  return ((typeof kept === 'function' ? kept : globalThis[name]) as { bind: (self: object) => Timers[Name] }).bind(
    globalThis,
  )
}

export const setTimer = own('setTimeout')
export const clearTimer = own('clearTimeout')
const { now: clock } = Date
export const now = (): number => clock()
/** Milliseconds since the page began; doesn't jump. */
export const sinceStart = performance.now.bind(performance)
