import { parseArgs } from 'node:util'
import { positive } from '../common/positive.ts'
import { contenderNames } from './contenders.ts'
import { workloads } from './workloads/all.ts'

export interface Options {
  runs: number
  /** No run begins after this many minutes; a cell's `n` says how many there were. */
  minutes: number
  workloads: readonly string[]
  recorders: readonly string[]
  /** How much of each work is done. */
  scale: number
}

const all = workloads.map(({ name }) => name)

function pick(
  text: string | undefined,
  known: readonly string[],
  otherwise: readonly string[],
  what: string,
): readonly string[] {
  const wanted = text?.split(',').map((name) => name.trim().toLowerCase())
  const unknown = wanted?.filter((name) => !known.includes(name)) ?? []
  if (unknown.length > 0) throw new Error(`no ${what} ${unknown.join(', ')}; there are ${known.join(', ')}`)
  return wanted ? known.filter((name) => wanted.includes(name)) : otherwise
}

/** `--runs 3 --minutes 11 --only w2,svg --recorders vitrine,rrweb --quick` */
export function readOptions(args: readonly string[]): Options {
  const text = { type: 'string' } as const
  const options = {
    runs: text,
    minutes: text,
    only: text,
    recorders: text,
    quick: { type: 'boolean' },
    json: { type: 'boolean' },
  } as const
  const { values } = parseArgs({ args: [...args], options, allowPositionals: true })
  const { quick } = values
  const short = workloads.filter(({ drive }) => drive).map(({ name }) => name)
  return {
    runs: Math.ceil(positive(values.runs, quick ? 1 : 3, 'runs')),
    minutes: positive(values.minutes, quick ? 2.5 : 11, 'minutes'),
    workloads: pick(values.only, all, quick ? short : all, 'workload'),
    // What the page alone costs is taken off everything.
    recorders: pick(
      values.recorders && `none,${values.recorders}`,
      contenderNames,
      quick ? ['none', 'vitrine', 'rrweb'] : contenderNames,
      'recorder',
    ),
    scale: quick ? 0.3 : 1,
  }
}
