import { clock } from './dom.ts'

/** An attribute or text that changes all the time may be told this often in a row, and then once in a while. */
const burst = 8
const pauseMs = 600
/** So long without a change, and the storm is over. */
const calmMs = 2_000

type Rate = { count: number; last: number; told: number }

/** Tells what changes all the time; its last state is always told in the end. */
export function createStorms() {
  const rates = new WeakMap<Node, Map<string, Rate>>()
  return {
    /** May this change be told now? If not, ask again. */
    allows(node: Node, name: string): boolean {
      const now = clock.now()
      let names = rates.get(node)
      if (!names) rates.set(node, (names = new Map()))
      const rate = names.get(name)
      if (!rate || now - rate.last > calmMs) {
        names.set(name, { count: 1, last: now, told: now })
        return true
      }
      rate.last = now
      if (rate.count < burst) rate.count++
      else if (now - rate.told < pauseMs) return false
      rate.told = now
      return true
    },
    pauseMs,
  }
}
