import { guard, listen } from '../boot/guard.ts'
import { clearTimer, now, setTimer } from '../boot/natives.ts'
import { describeTarget } from './describe-target.ts'
import type { RawEntry, RawTarget } from './raw-log.ts'

const rage = { clicks: 3, withinMs: 1_000, withinPixels: 30 }

type Series = { at: number; last: number; x: number; y: number; clicks: number; target: RawTarget }

/** Clicks, and series of quick ones at the same place. `ours` tells our own controls apart. */
export function watchClicks(push: (entry: RawEntry) => void, ours: (element: Element) => boolean): () => void {
  let series: Series | undefined
  let timer: ReturnType<typeof setTimer> | undefined

  const end = () => {
    clearTimer(timer)
    if (series && series.clicks >= rage.clicks) {
      push({ kind: 'rage-click', at: series.at, target: series.target, clicks: series.clicks })
    }
    series = undefined
  }
  const near = (x: number, y: number, time: number): boolean =>
    series !== undefined &&
    time - series.last <= rage.withinMs &&
    Math.hypot(x - series.x, y - series.y) <= rage.withinPixels

  const undo = listen(window, 'click', (event) => {
    const hit = event.composedPath()[0]
    if (!(hit instanceof Element)) return
    if (ours(hit)) return end()
    const time = now()
    const { clientX: x, clientY: y } = event
    const target = describeTarget(hit)
    if (!near(x, y, time)) end()
    series = series
      ? { ...series, last: time, clicks: series.clicks + 1 }
      : { at: time, last: time, x, y, clicks: 1, target }
    clearTimer(timer)
    timer = setTimer(guard(end), rage.withinMs)
    push({ kind: 'click', at: time, target, x: Math.round(x), y: Math.round(y) })
  })
  return () => {
    clearTimer(timer)
    undo()
  }
}
