import type { RecordedEvent, WrittenEvent } from '@vitrine/fold'
import type { Mended } from '../assets/mend-sheets.ts'
import { guard } from '../boot/guard.ts'
import { toJson } from '../boot/json.ts'
import type { Parts } from '../boot/parts.ts'
import type { FromBuffer, Taken, ToBuffer } from '../buffer/messages.ts'
import { bufferHere } from './page-thread.ts'
import { startWorker } from './start-worker.ts'

export type Buffer = {
  /** Takes an event, and answers how many characters it has. `base`: it belongs to the picture at the beginning. */
  push: (event: RecordedEvent, base: boolean) => number
  /**
   * A packed copy of the last seconds; `undefined` when nothing is held. With `split`, style sheets beside the events;
   * `mended`: texts of sheets, each with what takes its place.
   */
  take: (split: boolean, mended: Mended) => Promise<Taken | undefined>
  close: () => void
}

const batchMs = 250
const batchEvents = 200
const batchCharactersMost = 500_000
/** A worker that a rule of the page silently swallowed must not swallow the recording. */
const patienceMs = 5_000

type Line = { say: (message: ToBuffer) => void; close: () => void }

/** A worker that has answered; rejects where the page doesn't allow one. */
function connect(parts: Parts, seconds: number, hear: (message: FromBuffer) => void, lost: () => void): Promise<Line> {
  return new Promise((resolve, reject) => {
    const worker = startWorker(parts.worker)
    let ready = false
    const end = () => {
      clearTimeout(timer)
      worker.terminate()
      if (ready) lost()
      else reject(new Error('no worker'))
    }
    const timer = setTimeout(end, patienceMs)
    worker.addEventListener('error', (event) => {
      event.preventDefault()
      end()
    })
    worker.addEventListener('message', ({ data }: MessageEvent<FromBuffer>) => {
      if (data.kind !== 'ready') return hear(data)
      clearTimeout(timer)
      ready = true
      resolve({ say: (message) => worker.postMessage(message, []), close: () => worker.terminate() })
    })
    worker.postMessage({ kind: 'start', seconds } satisfies ToBuffer, [])
  })
}

async function connectHere(parts: Parts, seconds: number, hear: (message: FromBuffer) => void): Promise<Line> {
  const say = await bufferHere(parts.workerHere, hear)
  say({ kind: 'start', seconds })
  return { say, close: () => say({ kind: 'start', seconds: 0 }) }
}

/** The rolling buffer, out of the page's way. `lost` is called when it died; what it held is gone. */
export function openBuffer(parts: Parts, seconds: number, lost: () => void): Buffer {
  const asked = new Map<number, { resolve: (taken: Taken | undefined) => void; reject: (error: Error) => void }>()
  let batch: WrittenEvent[] = []
  let batchCharacters = 0
  let batchBase = true
  let timer: ReturnType<typeof setTimeout> | undefined
  let requests = 0

  const hear = (message: FromBuffer) => {
    if (message.kind === 'ready') return
    const waiting = asked.get(message.request)
    asked.delete(message.request)
    if (message.kind === 'taken') waiting?.resolve(message.taken)
    else waiting?.reject(new Error(message.message))
  }
  const refuse = () => {
    for (const { reject } of asked.values()) reject(new Error('buffer lost'))
    asked.clear()
  }
  const fail = () => {
    refuse()
    lost()
  }
  const line = connect(parts, seconds, hear, fail).catch(() => connectHere(parts, seconds, hear))
  const flush = () => {
    clearTimeout(timer)
    timer = undefined
    if (batch.length === 0) return
    const message: ToBuffer = { kind: 'events', events: batch, base: batchBase }
    batch = []
    batchCharacters = 0
    line.then(({ say }) => say(message)).catch(fail)
  }
  return {
    push(event, base) {
      if (base !== batchBase) flush()
      batchBase = base
      const json = toJson(event)
      batch.push({ at: event.timestamp, json })
      batchCharacters += json.length
      if (batch.length >= batchEvents || batchCharacters >= batchCharactersMost) flush()
      else timer ??= setTimeout(guard(flush), batchMs)
      return json.length
    },
    take(split, mended) {
      flush()
      const request = ++requests
      return new Promise((resolve, reject) => {
        asked.set(request, { resolve, reject })
        line.then(({ say }) => say({ kind: 'take', request, split, mended })).catch(reject)
      })
    },
    close() {
      clearTimeout(timer)
      // Whoever waits for a copy must not wait for ever.
      refuse()
      void line.then(
        ({ close }) => close(),
        () => {},
      )
    },
  }
}
