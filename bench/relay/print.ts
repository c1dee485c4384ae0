import type { Case } from './cases.ts'
import type { Goal } from './goals.ts'
import type { Results } from './results.ts'

type Say = (line: string) => void

const number = (value: number | undefined, digits = 0): string => (value === undefined ? '–' : value.toFixed(digits))

const titles = ['CPU µs', '× bare', 'db µs', 'requests/s', 'p50 ms', '+p50', '+p99', 'first ms', '+first', 'MB']

const less = (value: number | undefined, from: number | undefined): number | undefined =>
  value === undefined || from === undefined ? undefined : value - from

export function printCase(
  say: Say,
  { name, title, connections }: Case,
  targets: readonly string[],
  results: Results,
): void {
  const line = (first: string, cells: readonly string[]) =>
    say(first.padEnd(10) + cells.map((cell) => cell.padStart(11)).join(''))
  say(`\n${name}: ${title}; ${connections} ${connections === 1 ? 'connection' : 'connections'}`)
  line('', titles)
  const direct = results.of('direct', name, connections)
  const bare = results.of('bare', name, connections)?.cpuUs
  for (const target of targets) {
    const one = results.of(target, name, connections)
    if (!one) continue
    const isDirect = target === 'direct'
    line(target, [
      number(one.cpuUs),
      number(bare && one.cpuUs && one.cpuUs / bare, 2),
      number(one.besideUs),
      number(one.requestsPerSecond),
      number(one.p50Ms, 2),
      isDirect ? '–' : number(less(one.p50Ms, direct?.p50Ms), 2),
      isDirect ? '–' : number(less(one.p99Ms, direct?.p99Ms), 2),
      number(one.firstMs, 2),
      isDirect ? '–' : number(less(one.firstMs, direct?.firstMs), 2),
      isDirect ? '–' : number(one.memoryMb),
    ])
  }
}

export function printGoals(say: Say, goals: readonly Goal[]): void {
  say('')
  for (const { goal, measured, met } of goals)
    say(`${met === undefined ? '–     ' : met ? 'met   ' : 'MISSED'} ${goal}: ${measured}`)
}

export const legend: readonly string[] = [
  'CPU: user and system time of the program itself over the requests it answered; the generator and the provider, which always',
  'says the same, are programs of their own. Each connection asks again as soon as it is answered, so that at 64 connections',
  'the times are those of a full machine: trust CPU and ratios there. first: until the first content of a stream.',
  'vitrine: a node with a key, its limits, hold, charge (synced to disk) and record of each request, on a PostgreSQL of its own,',
  'whose processor time (db µs) is its own; requests on the way wait for the disk too.',
  '+: more than without anything in between (direct). bare: node:http and Pool.dispatch, nothing else. A stream’s pieces come 2 ms apart.',
]
