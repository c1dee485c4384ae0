export interface Clock {
  readonly running: boolean
  readonly speed: number
  now(): number
  set(at: number): void
  start(speed: number): void
  stop(): void
}

/** The playhead. It runs on where nothing was recorded, which rrweb's own clock does not. Tells the time each frame. */
export function createClock(tell: (at: number) => void): Clock {
  let at = 0
  let since = 0
  let speed = 1
  let frame: number | null = null

  const now = () => (frame === null ? at : at + (performance.now() - since) * speed)
  const set = (to: number) => {
    at = to
    since = performance.now()
  }
  const tick = () => {
    tell(now())
    frame = requestAnimationFrame(tick)
  }
  return {
    get running() {
      return frame !== null
    },
    get speed() {
      return speed
    },
    now,
    set,
    start(next) {
      set(now())
      speed = Math.min(16, Math.max(0.1, next || 1))
      frame ??= requestAnimationFrame(tick)
    },
    stop() {
      set(now())
      if (frame !== null) cancelAnimationFrame(frame)
      frame = null
    },
  }
}
