import { clock } from './dom.ts'

/** An attribute or text that changes all the time may be told this often in a row, and then once in a while. */
const burst = 5
const pauseMs = 800
/** So long without a change, and the storm is over. */
const calmMs = 2_500

type Rate = { name: string; count: number; last: number; told: number; other: Rate | undefined }

/** Tells what changes all the time; its last state is always told in the end. */
export function createStorms() {
  /** By node, a list with one entry for each attribute: most nodes change in one way only. */
  const rates = new WeakMap<Node, Rate>()
  const rateOf = (node: Node, name: string): Rate => {
    const first = rates.get(node)
    for (let rate = first; rate; rate = rate.other) if (rate.name === name) return rate
    const made = { name, count: 0, last: 0, told: 0, other: first }
    rates.set(node, made)
    return made
  }
  return {
    /** May this change be told now? If not, ask again. */
    allows(node: Node, name: string, now = clock.now()): boolean {
      const rate = rateOf(node, name)
      if (now - rate.last > calmMs) rate.count = 0
      rate.last = now
      if (rate.count < burst) rate.count++
      else if (now - rate.told < pauseMs) return false
      rate.told = now
      return true
    },
    pauseMs,
  }
}
