import type { Contender } from './contenders.ts'
import type { Options } from './options.ts'
import type { Workload } from './workloads/workload.ts'

export interface Job {
  contender: Contender
  workload: Workload
}

/** Those whose difference the goals are about; the others are there for scale. */
const close = ['none', 'vitrine', 'rrweb']

/**
 * Everything once, then again as often as there is time, always first those that the goals compare. The recorders take
 * turns within each workload, so that what else the machine does falls on all of them.
 */
export function plan(workloads: readonly Workload[], contenders: readonly Contender[], { runs }: Options): Job[] {
  const round = (number: number, these: readonly Contender[], all: readonly Workload[]): Job[] =>
    all.flatMap((workload, w) => {
      const first = (number + w) % Math.max(1, these.length)
      return [...these.slice(first), ...these.slice(0, first)].map((contender) => ({ contender, workload }))
    })
  const timed = workloads.filter(({ once }) => !once)
  const near = contenders.filter(({ name }) => close.includes(name))
  const far = contenders.filter(({ name }) => !close.includes(name))
  const again = Array.from({ length: runs - 1 }, (_, i) => i + 1)
  return [
    ...round(0, near, workloads),
    ...round(0, far, workloads),
    ...again.flatMap((number) => round(number, near, timed)),
    ...again.flatMap((number) => round(number, far, timed)),
  ]
}
