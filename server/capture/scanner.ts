import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { MaskingMode } from '@vitrine/masking'
import { type ProblemCode, ProblemError } from '../platform/errors.ts'
import type { CheckAsset, CheckedAsset } from './assets/check-asset.ts'
import type { PrepareChunk, PreparedChunk } from './prepare-chunk.ts'
import type { Redacted } from './redact-value.ts'

type Chunk = { readonly body: Uint8Array; readonly mode: MaskingMode }
type Value = { readonly value: unknown; readonly mode: MaskingMode }
type File = { readonly file: Uint8Array }
export type Task = Chunk | Value | File
export type Answer =
  | { readonly result: unknown }
  | { readonly refused: { code: ProblemCode; message: string; hint?: string | undefined } }
  | { readonly failed: string }

export type Scanner = {
  readonly prepareChunk: PrepareChunk
  readonly checkAsset: CheckAsset
  readonly redact: <T>(value: T, mode: MaskingMode) => Promise<Redacted<T>>
  readonly close: () => void
}

const startMilliseconds = 60_000
const limits = { memoryMb: 512, milliseconds: 10_000, waiting: 100, idleMilliseconds: 10_000 }

/**
 * Looks through what browsers sent, one thing after the other, in a process of its own with limited memory and time:
 * whatever somebody sends, everybody else's requests go on. (A thread would not do: JSON that outgrows the heap while it
 * is parsed ends the whole process.) It starts when first needed and ends when there is nothing to do.
 */
export function openScanner(within: Partial<typeof limits> = {}): Scanner {
  const { memoryMb, milliseconds, waiting, idleMilliseconds } = { ...limits, ...within }
  let child: ChildProcess | undefined
  let idle: NodeJS.Timeout | undefined
  let queue: Promise<unknown> = Promise.resolve()
  let queued = 0

  const stop = () => {
    clearTimeout(idle)
    child?.kill('SIGKILL')
    child = undefined
  }
  const ask = async (task: Task): Promise<unknown> => {
    clearTimeout(idle)
    if (!child?.connected) child = await start(memoryMb)
    try {
      const answer = reply(child, milliseconds)
      child.send(task)
      return outcome(await answer)
    } catch (error) {
      if (!(error instanceof ProblemError) || error.code === 'too-large') stop()
      throw error
    } finally {
      idle = setTimeout(stop, idleMilliseconds).unref()
    }
  }
  const inTurn = async (task: Task): Promise<unknown> => {
    if (queued >= waiting) throw new ProblemError('unavailable', 'Too many uploads at once.', 'Try again in a moment.')
    queued++
    const result = queue.then(() => ask(task)).finally(() => queued--)
    queue = result.catch(() => {})
    return result
  }

  return {
    prepareChunk: (body, mode) => inTurn({ body, mode }) as Promise<PreparedChunk>,
    checkAsset: (file) => inTurn({ file }) as Promise<CheckedAsset>,
    redact: <T>(value: T, mode: MaskingMode) => inTurn({ value, mode }) as Promise<Redacted<T>>,
    close: stop,
  }
}

/** The one that this server uses. */
export const scanner = openScanner()

/** Reads modules, writes nothing, starts nothing, knows no setting of this process; ends with it. */
async function start(memoryMb: number): Promise<ChildProcess> {
  const child = fork(fileURLToPath(new URL('./scan-process.ts', import.meta.url)), {
    execArgv: ['--permission', '--allow-fs-read=*', `--max-old-space-size=${memoryMb}`],
    env: {},
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  child.unref()
  child.channel?.unref()
  await reply(child, startMilliseconds)
  return child
}

/** The next message of the process, which says `ready` once and then answers each task. */
async function reply(child: ChildProcess, milliseconds: number): Promise<Answer> {
  const over = new AbortController()
  const signal = AbortSignal.any([over.signal, AbortSignal.timeout(milliseconds)])
  const answered = once(child, 'message', { signal }).then(([answer]): Answer => answer)
  const died = once(child, 'exit', { signal }).then(([code, killed]): never => {
    throw killed ? tooHeavy() : new Error(`The scanning process ended with ${code}`)
  })
  try {
    return await Promise.race([answered, died])
  } catch (error) {
    throw (error as Error).name === 'AbortError' ? tooHeavy() : error
  } finally {
    over.abort()
    await Promise.allSettled([answered, died])
  }
}

const tooHeavy = () => new ProblemError('too-large', 'This takes more time or memory than one upload may.')

function outcome(answer: Answer): unknown {
  if ('result' in answer) return answer.result
  if ('failed' in answer) throw new Error('The scan failed', { cause: answer.failed })
  throw new ProblemError(answer.refused.code, answer.refused.message, answer.refused.hint)
}
