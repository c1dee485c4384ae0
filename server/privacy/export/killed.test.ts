import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { ToldExport } from '../../testing/export-program.ts'
import { sampleEvents } from '../../testing/sample-events.ts'
import { lines, readZip } from './testing/read-zip.ts'

const program = new URL('../../testing/export-program.ts', import.meta.url).pathname

type Said = {
  asked?: { exportId: string; userId: string; recordingId: string }
  half?: number
  finished?: { state: string; tries: number }
}

/** Runs the program, hears what it says until the last that is awaited, and kills it there and then. */
async function killedAt(last: keyof Said, told: ToldExport): Promise<Said> {
  const child = fork(program, { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] })
  let wrong = ''
  child.stderr?.on('data', (text) => (wrong += text))
  const exited = once(child, 'exit')
  const kill = async () => {
    child.kill('SIGKILL')
    await exited
  }
  onTestFinished(kill)
  const said: Said = {}
  const heard = new Promise<void>((resolve, reject) => {
    child.on('message', (message: Said) => {
      Object.assign(said, message)
      if (last in said) resolve()
    })
    child.on('exit', () => reject(new Error(`It ended:\n${wrong}`)))
  })
  child.send(told)
  await heard
  await kill()
  return said
}

test('a copy whose worker was killed while it wrote is made anew by the next, and nothing of the half stays', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'vitrine-export-'))
  onTestFinished(() => rm(dir, { recursive: true, force: true, maxRetries: 20 }))
  const { asked, half } = await killedAt('half', { dir })
  if (!asked || !half) throw new Error('Nothing was asked for')
  const place = join(dir, 'objects', 'exports', asked.exportId)
  const [left = ''] = await readdir(place)
  expect((await readFile(join(place, left))).length).toBe(Math.floor(half / 2))

  const { finished } = await killedAt('finished', { dir, resume: asked })
  expect(finished).toEqual({ state: 'ready', tries: 2 })
  const kept = await readdir(place)
  expect(kept).toHaveLength(1)
  expect(kept).not.toContain(left)
  const files = await readZip(await readFile(join(dir, 'copy.zip')))
  expect(lines(files.get(`recordings/${asked.recordingId}/events.ndjson`))).toEqual(sampleEvents())
  const { files: listed } = JSON.parse(files.get('manifest.json')?.toString() ?? '')
  expect(listed.length + 2).toBe(files.size)
}, 120_000)
