import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

/** Something that a request can be sent through. */
export type Running = {
  readonly port: number
  readonly path: string
  readonly headers: readonly string[]
  /** Whose processor time counts. */
  readonly pids: readonly number[]
  /** A process whose time is told apart, with its children's. */
  readonly beside?: number
  /** Bytes of live objects, after a collection; where it can be asked. */
  readonly heap?: () => Promise<number>
  readonly stop: () => Promise<void>
}

export type Target = {
  readonly name: string
  /** A word on why not, where it isn't there. */
  readonly start: (upstreamPort: number) => Promise<Running | { readonly absent: string }>
}

export const defaults = { path: '/v1/chat/completions', headers: [] as readonly string[] }

export async function stopped(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill()
  await gone
}

/** A program of ours in a process of its own; its first message says where it listens. */
export async function startProgram(
  name: string,
  args: readonly string[] = [],
  execArgv: readonly string[] = [],
): Promise<{ readonly child: ChildProcess; readonly port: number; readonly told: Record<string, unknown> }> {
  const child = fork(join(import.meta.dirname, '../programs', `${name}.ts`), args, {
    execArgv: ['--disable-warning=ExperimentalWarning', ...execArgv],
  })
  const ended = once(child, 'exit').then(() => {
    throw new Error(`${name} has ended before it listened`)
  })
  const [told] = (await Promise.race([once(child, 'message'), ended])) as [Record<string, unknown>]
  ended.catch(() => undefined)
  return { child, port: Number(told.port), told }
}
