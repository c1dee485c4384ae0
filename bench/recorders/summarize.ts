import { quantile } from '../replay/probes.ts'
import type { Run } from './measure.ts'

/** Medians of one recorder on one workload. */
export interface Cell {
  workload: string
  recorder: string
  n: number
  syncMs: number
  longestMs: number
  scriptMs?: number
  taskMs?: number
  cpuMs?: number
  pageMb?: number
  workersMb?: number
  kb?: number
  pictureKb?: number
  seconds?: number
  leakedDocuments?: number
  leakedNodes?: number
  marks: Record<string, number>
  /** Whether every run's recording shows the page as it was. */
  right?: boolean
}

const median = (values: number[]) => Math.round(quantile(values, 0.5) * 100) / 100

/** The middle of what the runs have of a figure; nothing where they have none. */
function middle<Name extends string>(name: Name, values: (number | undefined)[]): { [Key in Name]?: number } {
  const known = values.filter((value) => value !== undefined)
  return (known.length > 0 ? { [name]: median(known) } : {}) as { [Key in Name]?: number }
}

export function summarize(workload: string, recorder: string, runs: readonly Run[]): Cell {
  const of = <Name extends string>(name: Name, read: (run: Run) => number | undefined) => middle(name, runs.map(read))
  const rights = runs.map(({ right }) => right).filter((right) => right !== undefined)
  const names = Object.keys(runs[0]?.marks ?? {})
  return {
    workload,
    recorder,
    n: runs.length,
    syncMs: median(runs.map(({ syncMs }) => syncMs)),
    longestMs: median(runs.map(({ longestMs }) => longestMs)),
    ...of('scriptMs', ({ spent }) => spent?.scriptMs),
    ...of('taskMs', ({ spent }) => spent?.taskMs),
    ...of('cpuMs', ({ spent }) => spent?.cpuMs),
    ...of('pageMb', ({ held }) => held?.pageMb),
    ...of('workersMb', ({ held }) => held?.workersMb),
    ...of('kb', ({ kb }) => kb),
    ...of('pictureKb', ({ pictureKb }) => pictureKb),
    ...of('seconds', ({ seconds }) => seconds),
    ...of('leakedDocuments', ({ leaked }) => leaked?.documents),
    ...of('leakedNodes', ({ leaked }) => leaked?.nodes),
    marks: Object.fromEntries(names.map((name) => [name, median(runs.map(({ marks }) => marks[name] ?? 0))])),
    ...(rights.length > 0 && { right: rights.every(Boolean) }),
  }
}

type Costs = 'scriptMs' | 'taskMs' | 'cpuMs' | 'pageMb'

/** Medians by name, and what follows from several of them. */
export interface Cells {
  readonly all: readonly Cell[]
  of(workload: string, recorder: string): Cell | undefined
  /** A figure beyond that of the page without a recorder. */
  over(workload: string, recorder: string, figure: Costs): number | undefined
  /** What a minute of it sends, beyond what the blank page does. */
  kbPerMinute(workload: string, recorder: string): number | undefined
  /** MB from the first mark to the last, beyond what the page itself grows. */
  growth(workload: string, recorder: string): number | undefined
}

export function createCells(all: readonly Cell[]): Cells {
  const of: Cells['of'] = (workload, recorder) =>
    all.find((cell) => cell.workload === workload && cell.recorder === recorder)
  const grown = (workload: string, recorder: string) => {
    const { start, end } = of(workload, recorder)?.marks ?? {}
    return start === undefined || end === undefined ? undefined : end - start
  }
  return {
    all,
    of,
    over(workload, recorder, figure) {
      const mine = of(workload, recorder)?.[figure]
      return mine === undefined ? undefined : mine - (of(workload, 'none')?.[figure] ?? 0)
    },
    kbPerMinute(workload, recorder) {
      const { kb, seconds } = of(workload, recorder) ?? {}
      if (kb === undefined || !seconds) return undefined
      return ((kb - (of('w0', recorder)?.kb ?? 0)) * 60) / seconds
    },
    growth(workload, recorder) {
      const mine = grown(workload, recorder)
      return mine === undefined ? undefined : mine - (grown(workload, 'none') ?? 0)
    },
  }
}
