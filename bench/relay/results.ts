import type { Case } from './cases.ts'
import type { Figures } from './measure.ts'

export type Measured = { readonly target: string; readonly shape: string; readonly connections: number } & Figures

const middle = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? Number.NaN

const known = (values: readonly (number | undefined)[]): number | undefined => {
  const told = values.filter((value) => value !== undefined)
  return told.length > 0 ? middle(told) : undefined
}

/** What was measured, round by round; told as the middle of all rounds. */
export class Results {
  readonly #rounds = new Map<string, Figures[]>()
  readonly #cases = new Map<string, { target: string; one: Case }>()

  add(target: string, one: Case, figures: Figures): void {
    const key = `${target} ${one.name} ${one.connections}`
    this.#cases.set(key, { target, one })
    const rounds = this.#rounds.get(key)
    if (rounds) rounds.push(figures)
    else this.#rounds.set(key, [figures])
  }

  of(target: string, shape: string, connections: number): Figures | undefined {
    const rounds = this.#rounds.get(`${target} ${shape} ${connections}`)
    return (
      rounds && {
        requestsPerSecond: middle(rounds.map(({ requestsPerSecond }) => requestsPerSecond)),
        p50Ms: middle(rounds.map(({ p50Ms }) => p50Ms)),
        p99Ms: middle(rounds.map(({ p99Ms }) => p99Ms)),
        firstMs: known(rounds.map(({ firstMs }) => firstMs)),
        cpuUs: known(rounds.map(({ cpuUs }) => cpuUs)),
        besideUs: known(rounds.map(({ besideUs }) => besideUs)),
        memoryMb: Math.max(...rounds.map(({ memoryMb }) => memoryMb)),
        errors: rounds.reduce((sum, { errors }) => sum + errors, 0),
      }
    )
  }

  get all(): Measured[] {
    return [...this.#cases.values()].flatMap(({ target, one: { name, connections } }) => {
      const figures = this.of(target, name, connections)
      return figures ? [{ target, shape: name, connections, ...figures }] : []
    })
  }
}
