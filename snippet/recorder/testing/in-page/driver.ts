import type { RecordedEvent } from '@vitrine/fold'
import { type MaskingPolicy, strictest } from '@vitrine/masking'
import { rememberPasswords } from '../../../capture/passwords.ts'
import { createZones } from '../../../record/zones.ts'
import { type PageRecording, recordPage } from '../../index.ts'
import { watchCanvases } from '../../watch-canvases.ts'
import { describeDocument } from './describe.ts'

/** What a test asks of the page. */
export type Driver = {
  record: (policy?: Partial<MaskingPolicy>, canvas?: boolean) => void
  /** Everything recorded so far, after what waits has been told. */
  events: () => Promise<{ event: RecordedEvent; base: boolean }[]>
  describe: () => unknown
  recording: () => PageRecording
}

let recording: PageRecording | undefined
let events: { event: RecordedEvent; base: boolean }[] = []

const driver: Driver = {
  record(policy = {}, canvas = false) {
    events = []
    const passwords = rememberPasswords(document)
    const zones = createZones({ ...strictest, mode: 'open', ...policy }, passwords)
    const keep = (event: RecordedEvent, base: boolean) => {
      const json = JSON.stringify(event)
      events.push({ event: JSON.parse(json) as RecordedEvent, base })
      return json.length
    }
    recording = recordPage({ zones, passwords, canvas: canvas ? watchCanvases : undefined, owns: () => false, keep })
  },
  async events() {
    await recording?.complete()
    return events
  },
  describe: () => describeDocument(document),
  recording() {
    if (!recording) throw new Error('not recording')
    return recording
  },
}

Object.assign(globalThis, { driver })
