/** Longer stretches in which nothing happens are jumped over. */
const idleMs = 2_000

export type Clock = { readonly playing: boolean; play: () => void; pause: () => void }

/** Moves a playhead with the frames of the screen; `step` gets the new time and says when the next thing happens. */
export function createClock(now: () => number, end: () => number, step: (at: number) => number | undefined): Clock {
  let frame = 0
  let before = 0
  const tick = (time: number) => {
    const passed = Math.min(250, time - before)
    before = time
    let at = Math.min(now() + passed, end())
    const next = step(at)
    if (next !== undefined && next - at > idleMs) at = next - 250
    if (at !== now()) step(at)
    frame = at >= end() ? 0 : requestAnimationFrame(tick)
  }
  return {
    get playing() {
      return frame !== 0
    },
    play() {
      if (frame) return
      before = performance.now()
      frame = requestAnimationFrame(tick)
    },
    pause() {
      cancelAnimationFrame(frame)
      frame = 0
    },
  }
}
