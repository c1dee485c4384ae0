import { parseArgs } from 'node:util'
import { positive } from '../common/positive.ts'
import { shapeNames } from './cases.ts'

const long = 'soak'

export type Options = {
  readonly rounds: number
  readonly seconds: number
  readonly connections: readonly number[]
  readonly shapes: readonly string[]
  readonly targets: readonly string[] | undefined
  /** Requests of the long run; 0: none. */
  readonly soak: number
}

/** `--seconds 4 --rounds 3 --only json,stream,soak --connections 1,64 --targets bare,vitrine --soak 1000000 --quick` */
export function readOptions(args: readonly string[]): Options {
  const text = { type: 'string' } as const
  const options = {
    rounds: text,
    seconds: text,
    only: text,
    connections: text,
    targets: text,
    soak: text,
    quick: { type: 'boolean' },
    json: { type: 'boolean' },
  } as const
  const { values } = parseArgs({ args: [...args], options, allowPositionals: true })
  const { quick } = values
  const known = [...shapeNames, long]
  const only = values.only?.split(',') ?? known
  const unknown = only.filter((name) => !known.includes(name))
  if (unknown.length > 0) throw new Error(`no case ${unknown.join(', ')}; there are ${known.join(', ')}`)
  const soaks = only.includes(long) || values.soak !== undefined
  return {
    rounds: Math.ceil(positive(values.rounds, quick ? 1 : 3, 'rounds')),
    seconds: positive(values.seconds, quick ? 2 : 4, 'seconds'),
    connections: (values.connections?.split(',') ?? ['1', '16', '64']).map((one) => positive(one, 1, 'connections')),
    shapes: shapeNames.filter((name) => only.includes(name)),
    targets: values.targets?.split(','),
    soak: soaks ? positive(values.soak, quick ? 20_000 : 100_000, 'soak') : 0,
  }
}
