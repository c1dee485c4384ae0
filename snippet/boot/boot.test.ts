import { expect, test, vi } from 'vitest'
import { createRawLog, type RawEntry } from '../capture/raw-log.ts'
import { createEmitter } from './emitter.ts'
import { pickLanguage } from './language.ts'
import type { Parts } from './parts.ts'
import { createVitrine } from './vitrine.ts'
import { watchCalls } from './watch-calls.ts'

test('the first language with texts, by its primary part', () => {
  expect(pickLanguage([undefined, 'de-AT', 'fr'])).toBe('de')
  expect(pickLanguage(['ja', 'zh-Hant-TW'])).toBe('zh')
  expect(pickLanguage(['', null, 'xx', 'ES_mx'])).toBe('es')
  expect(pickLanguage(['ja'])).toBe('en')
})

const entry = (at: number): RawEntry => ({ kind: 'navigation', at, url: 'x', how: 'push' })

test('what waits for the masker is bounded, and handed over once', () => {
  const scheduled: (() => void)[] = []
  const log = createRawLog(3, (run) => scheduled.push(run))
  for (let i = 0; i < 5; i++) log.push(entry(i))
  expect(scheduled).toEqual([])
  const read: number[][] = []
  log.attach((entries) => read.push(entries.map(({ at }) => at)))
  log.push(entry(5))
  expect(scheduled).toHaveLength(1)
  scheduled[0]?.()
  log.flush()
  expect(read).toEqual([[3, 4, 5]])
  log.push(entry(6))
  log.clear()
  log.flush()
  expect(read).toHaveLength(1)
})

test('a listener that throws does not reach the others, nor the caller', () => {
  const { on, emit } = createEmitter()
  const heard: string[] = []
  on('sent', () => {
    throw new Error('theirs')
  })
  const end = on('sent', ({ reportId }) => heard.push(reportId))
  emit('sent', { reportId: 'a' })
  end()
  emit('sent', { reportId: 'b' })
  expect(heard).toEqual(['a'])
})

test('one that was refused ends nothing of the one that runs, and nothing it is given makes it throw', () => {
  const marker = Symbol.for('vitrine')
  const runs = { key: 'pk_other', api: {} }
  vi.stubGlobal('window', { [marker]: runs })
  vi.spyOn(console, 'warn').mockImplementation(() => {})
  const api = createVitrine({} as Parts, {})
  api.init({ key: 'pk_ours', server: 'https://vitrine.example' })
  api.consent(undefined as never)
  api.identify('a', null as never)
  api.destroy()
  expect(Reflect.get(window, marker)).toBe(runs)
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

test('a watched call is the same call, whatever the watcher does', () => {
  const object = { add: (a: number, b: number) => a + b }
  const { add } = object
  const undo = watchCalls(object, 'add', () => {
    throw new Error('ours')
  })
  expect(object.add).not.toBe(add)
  expect([object.add(1, 2), object.add.name, object.add.length, object.add.toString()]).toEqual([
    3,
    'add',
    2,
    String(add),
  ])
  undo()
  expect(object.add).toBe(add)
})

test('a watched method is put back where it was found', () => {
  class Base {
    run() {
      return 'base'
    }
  }
  const one = new (class extends Base {})()
  const { run } = Base.prototype
  const seen: unknown[] = []
  const undo = watchCalls(one, 'run', (self) => (outcome) => seen.push([self === one, outcome]))
  expect([one.run(), Object.hasOwn(one, 'run')]).toEqual(['base', false])
  undo()
  expect(Base.prototype.run).toBe(run)
  expect(seen).toEqual([[true, { returned: 'base' }]])
})

test('what has been patched on top stays, and ours falls silent below it', () => {
  let seen = 0
  const object = { run: () => 'x' }
  const undo = watchCalls(object, 'run', () => void seen++)
  const ours = object.run
  const theirs = () => ours()
  object.run = theirs
  undo()
  expect([object.run === theirs, object.run(), seen]).toEqual([true, 'x', 0])
})
