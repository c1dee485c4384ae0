import type { ChildProcess } from 'node:child_process'
import { memoryMb } from './cpu.ts'
import { load } from './measure.ts'
import type { Running } from './targets/target.ts'

export type Soaked = {
  readonly requests: number
  /** Live objects after a collection: when a tenth was done, and at the end. */
  readonly heapMb: readonly [number, number]
  readonly memoryMb: readonly [number, number]
  readonly grownMb: number
}

const MB = 1_048_576

/** Many requests in a row: what a request leaves behind shows in the end. */
export async function soak(generator: ChildProcess, target: Running, requests: number): Promise<Soaked | undefined> {
  if (!target.heap) return undefined
  const shape = { large: false, stream: false }
  await load(generator, shape, target, { connections: 64, requests: requests / 10 })
  const early = { heap: (await target.heap()) / MB, memory: memoryMb(target.pids) }
  await load(generator, shape, target, { connections: 64, requests: (requests * 9) / 10 })
  const late = { heap: (await target.heap()) / MB, memory: memoryMb(target.pids) }
  return {
    requests,
    heapMb: [early.heap, late.heap],
    memoryMb: [early.memory, late.memory],
    grownMb: Math.max(0, late.heap - early.heap),
  }
}
