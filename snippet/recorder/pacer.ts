import { guard } from '../boot/guard.ts'
import { clock } from './dom.ts'

/** A page in the background paints no frames. */
const patienceMs = 120

/** Runs work in slices, at most one per frame and after its painting, when reading the page costs no layout. */
export function createPacer(work: () => void) {
  const { port1, port2 } = new MessageChannel()
  let turn = 0
  let timer: number | undefined
  let waiting = false
  let hurried = false
  let stopped = false

  const tick = (of: number) => {
    if (of !== turn || stopped) return
    turn++
    clock.cancel(timer)
    waiting = false
    work()
  }
  const post = (of: number) => port2.postMessage(of)
  const next = () => {
    if (waiting || stopped) return
    waiting = true
    const mine = turn
    if (hurried) return post(mine)
    clock.frame(() => post(mine))
    timer = clock.after(() => tick(mine), patienceMs)
  }
  port1.addEventListener(
    'message',
    guard(({ data }: MessageEvent) => tick(data as number)),
  )
  port1.start()
  return {
    next,
    /** After a while, unless something is planned before. */
    later(ms: number) {
      if (waiting || stopped) return
      waiting = true
      const mine = turn
      timer = clock.after(() => tick(mine), ms)
    },
    /** From now on without waiting for frames, or no longer so. */
    hurry(on: boolean) {
      hurried = on
      if (!on) return
      clock.cancel(timer)
      turn++
      waiting = false
      next()
    },
    stop() {
      stopped = true
      clock.cancel(timer)
      port1.close()
    },
  }
}
