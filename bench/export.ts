import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { declarations } from '../server/declarations.ts'
import { openContext } from '../server/open-context.ts'
import { testConfig } from '../server/testing/config.ts'
import { asStarted } from './common/as-started.ts'
import { option } from './common/option.ts'
import { fillProject } from './export/fill-project.ts'
import type { Answered, Told } from './export/program.ts'
import type { Bench } from './run.ts'

/** However large the copy is. */
const goals = { growthMb: 150 }

const megabytes = option('megabytes', 200)

async function fill(dir: string): Promise<Told> {
  const { ctx, close } = await openContext(testConfig(dir), declarations)
  try {
    return { dir, ...(await fillProject({ ...ctx, actor: { kind: 'operator' } }, megabytes)) }
  } finally {
    await close()
  }
}

async function exportElsewhere(told: Told): Promise<Answered> {
  const program = new URL('export/program.ts', import.meta.url).pathname
  const child = fork(program, { execArgv: [...asStarted], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  const exited = once(child, 'exit')
  child.send(told)
  const answered = await Promise.race([
    once(child, 'message'),
    exited.then(() => Promise.reject(new Error('It ended without an answer'))),
  ])
  await exited
  return answered[0]
}

const mb = (value: number) => `${Math.round(value)} MB`

/** How much memory a process takes on while it makes a copy of a project's data, and while it hands it out. */
export const bench: Bench = async (say) => {
  const dir = await mkdtemp(join(tmpdir(), 'vitrine-bench-'))
  try {
    say(`filling a project with ${megabytes} MB…`)
    const { bytes, makeMs, fetchMs, beforeMb, peakMb } = await exportElsewhere(await fill(dir))
    const copyMb = bytes / 1_048_576
    const growthMb = peakMb - beforeMb
    say(`a copy of ${mb(copyMb)}: made in ${(makeMs / 1_000).toFixed(1)} s, read in ${(fetchMs / 1_000).toFixed(1)} s`)
    say(
      `memory ${mb(beforeMb)} before, ${mb(peakMb)} at its peak: ${mb(growthMb)} more (goal: below ${goals.growthMb})`,
    )
    const ok = growthMb < goals.growthMb && copyMb >= megabytes
    return { ok, figures: { megabytes, copyMb, makeMs, fetchMs, beforeMb, peakMb, growthMb, goals } }
  } finally {
    await rm(dir, { recursive: true, force: true, maxRetries: 20 })
  }
}
