import type { ChildProcess } from 'node:child_process'
import { memoryMb } from './cpu.ts'
import { load } from './measure.ts'
import type { Running } from './targets/target.ts'

/** Live objects after a collection, and what the process holds. */
type Sample = { readonly requests: number; readonly heapMb: number; readonly memoryMb: number }

export type Soaked = {
  readonly requests: number
  /** After each tenth. */
  readonly samples: readonly Sample[]
  /** Live objects, from the first tenth to the last. */
  readonly grownMb: number
}

const MB = 1_048_576
const parts = 10

/** Many requests in a row: what a request leaves behind shows in the end. */
export async function soak(
  say: (line: string) => void,
  generator: ChildProcess,
  target: Running,
  requests: number,
): Promise<Soaked | undefined> {
  if (!target.heap || requests === 0) return undefined
  const shape = { large: false, stream: false }
  const samples: Sample[] = []
  for (let part = 1; part <= parts; part++) {
    await load(generator, shape, target, { connections: 64, requests: Math.ceil(requests / parts) })
    const one = {
      requests: Math.ceil((requests / parts) * part),
      heapMb: (await target.heap()) / MB,
      memoryMb: memoryMb(target.pids),
    }
    samples.push(one)
    say(
      `${one.requests.toLocaleString('en')} requests: heap ${one.heapMb.toFixed(1)} MB, resident ${one.memoryMb.toFixed(0)} MB`,
    )
  }
  const [first, last] = [samples[0]?.heapMb ?? 0, samples.at(-1)?.heapMb ?? 0]
  return { requests, samples, grownMb: Math.max(0, last - first) }
}
