import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SubjectKind, verifyReceipt } from '@vitrine/protocol'
import { expect, onTestFinished, test } from 'vitest'
import { allDeletions } from './execute.ts'

const program = new URL('../../testing/erasure-program.ts', import.meta.url).pathname

type Told = { dir: string; kind: string; erasureId?: string | undefined; dieAfter?: string | undefined }
type Finished = { state: string; steps: Record<string, string>; receipt: unknown; left: Record<string, number> }

/** Runs the program until it says that it is done with a step, then kills it; or until it has finished. */
async function run(told: Told): Promise<{ erasureId: string; step?: string; finished?: Finished }> {
  const child = spawn(process.execPath, [program], { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] })
  let said = ''
  child.stderr?.on('data', (text) => (said += text))
  const exited = once(child, 'exit')
  const kill = async () => {
    child.kill('SIGKILL')
    await exited
  }
  onTestFinished(kill)
  child.send(told)
  let erasureId = told.erasureId ?? ''
  const heard = await new Promise<{ step?: string; finished?: Finished }>((resolve, reject) => {
    child.on('message', (message: { erasureId?: string; step?: string; finished?: Finished }) => {
      erasureId = message.erasureId ?? erasureId
      if (message.step || message.finished) resolve(message)
    })
    child.on('exit', () => reject(new Error(`It ended:\n${said}`)))
  })
  await kill()
  return { erasureId, ...heard }
}

async function folder(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'vitrine-erase-'))
  onTestFinished(() => rm(dir, { recursive: true, force: true, maxRetries: 20 }))
  return dir
}

async function expectErased({ finished }: { finished?: Finished }, kind: string, counts: Record<string, number>) {
  expect(finished?.state).toBe('done')
  expect(Object.values(finished?.left ?? { none: 1 }).filter((count) => count > 0)).toEqual([])
  const verdict = await verifyReceipt(JSON.stringify(finished?.receipt))
  if (!verdict.valid) throw new Error(`The receipt of a ${kind} is refused: ${verdict.why}`)
  const { stores, subject } = verdict.receipt
  expect(subject.kind).toBe(kind)
  expect(stores.filter(({ outcome }) => outcome === 'failed' || outcome === 'will erase')).toEqual([])
  for (const [place, count] of Object.entries(counts))
    expect(stores.find((store) => store.place === place)).toMatchObject({ outcome: 'erased', count })
}

const content = {
  'table recordings': 1,
  'table recording_blocks': 3,
  'table data_keys': 1,
  'objects recordings/{project_id}/{id}/': 2,
}

test('killed after every step, one after the other, it goes on where it stopped, and its receipt is right', async () => {
  const dir = await folder()
  let erasureId: string | undefined
  const steps = ['refuse', 'find', ...allDeletions]
  for (const step of steps) {
    const died = await run({ dir, kind: 'visitor', erasureId, dieAfter: step })
    expect(died.step).toBe(step)
    erasureId = died.erasureId
  }
  const last = await run({ dir, kind: 'visitor', erasureId })
  await expectErased(last, 'visitor', { ...content, 'table visitors': 1, 'table reports': 1 })
  expect(Object.keys(last.finished?.steps ?? {}).toSorted()).toEqual([...steps, 'verify'].toSorted())
}, 240_000)

const erased: Record<SubjectKind, [dieAfter: string, counts: Record<string, number>]> = {
  visitor: ['verify', content],
  recording: ['keys', content],
  report: ['objects', { ...content, 'table reports': 1 }],
  member: ['references', { 'table users': 1, 'table agent_memberships': 1, 'table reports': 1 }],
  project: ['rows', { ...content, 'table projects': 1, 'table visitors': 1, 'keys snippet-seen:{id}': 1 }],
  organization: ['entries', { ...content, 'table organizations': 1, 'table projects': 1, 'table visitors': 1 }],
}

test.each(SubjectKind.options)(
  'a %s: killed in the middle, finished by the next run',
  async (kind) => {
    const dir = await folder()
    const [dieAfter, counts] = erased[kind]
    const { step, erasureId } = await run({ dir, kind, dieAfter })
    expect(step).toBe(dieAfter)
    await expectErased(await run({ dir, kind, erasureId }), kind, counts)
  },
  120_000,
)
