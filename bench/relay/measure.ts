import { type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import type { Case, Shape } from './cases.ts'
import { cpuSeconds, cpuWithChildren, memoryMb } from './cpu.ts'
import { clientHeaders, requestBody } from './messages.ts'
import type { Done, Work } from './programs/load.ts'
import type { Running } from './targets/target.ts'

export type Figures = {
  readonly requestsPerSecond: number
  readonly p50Ms: number
  readonly p99Ms: number
  /** Until the first content of a stream. */
  readonly firstMs: number | undefined
  /** Processor time for each request; nothing where nothing stands in between. */
  readonly cpuUs: number | undefined
  /** The same of its database. */
  readonly besideUs: number | undefined
  readonly memoryMb: number
  readonly errors: number
}

export async function load(
  generator: ChildProcess,
  shape: Shape,
  { port, path, headers }: Running,
  how: Pick<Work, 'connections' | 'seconds' | 'requests'>,
): Promise<Done> {
  const body = requestBody(shape).toString('base64')
  const answered = once(generator, 'message')
  generator.send({ port, path, headers: [...clientHeaders, ...headers], body, ...how } satisfies Work)
  const [done] = (await answered) as [Done]
  if (done.requests === 0 || done.errors > 0) throw new Error(`${done.errors} requests failed: ${done.wrong}`)
  return done
}

/** Until its hot code is compiled. */
export async function warm(generator: ChildProcess, target: Running): Promise<void> {
  await load(generator, { large: false, stream: false }, target, { connections: 64, requests: 10_000 })
  await load(generator, { large: false, stream: true }, target, { connections: 64, requests: 500 })
}

/** One target in one case, once; the program has been warmed by the same work before. */
export async function measure(generator: ChildProcess, one: Case, target: Running, seconds: number): Promise<Figures> {
  const { connections } = one
  await load(generator, one, target, { connections, seconds: Math.max(1, seconds / 3) })
  const before = cpuSeconds(target.pids)
  const beside = target.beside && cpuWithChildren(target.beside)
  const done = await load(generator, one, target, { connections, seconds })
  const cpu = cpuSeconds(target.pids) - before
  const besideNow = target.beside && cpuWithChildren(target.beside)
  return {
    requestsPerSecond: done.requests / done.seconds,
    p50Ms: done.p50,
    p99Ms: done.p99,
    firstMs: one.stream ? done.firstP50 : undefined,
    cpuUs: target.pids.length === 0 ? undefined : (cpu / done.requests) * 1e6,
    besideUs:
      besideNow === undefined || beside === undefined ? undefined : ((besideNow - beside) / done.requests) * 1e6,
    memoryMb: memoryMb(target.pids),
    errors: done.errors,
  }
}
