import { Replayer } from '@rrweb/replay'
import type { RecordedEvent } from '../../events.ts'
import { describePage, shownText } from './describe-page.ts'
import type { Driver } from './described.ts'
import { scenarios } from './scenarios.ts'

type Recorder = { record(options: object): () => void }
type Recorded = ConstructorParameters<typeof Replayer>[0]

const driver: Driver = {
  replayAt(events, times, config) {
    const options = { showWarning: false, mouseTail: false, ...config }
    const replayer = new Replayer(structuredClone(events) as Recorded, options)
    const start = Math.min(...events.map((event) => event.timestamp))
    const replayed = times.map((time) => {
      replayer.pause(time - start)
      const document = replayer.iframe.contentDocument as Document
      return { page: describePage(document, replayer.getMirror()), text: shownText(document) }
    })
    replayer.destroy()
    return replayed
  },

  scenarios: Object.keys(scenarios),

  async recordScenario(name) {
    const { record } = (await import(`${location.origin}/record.js`)) as Recorder
    const events: RecordedEvent[] = []
    const step = async () => {
      for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame)
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    const emit = (event: RecordedEvent) => events.push(event)
    const sampling = { scroll: 0, mousemove: 0, input: 'all' }
    const stop = record({ emit, recordCanvas: true, collectFonts: true, sampling })
    await step()
    await scenarios[name]?.(step)
    await step()
    stop()
    return events
  },
}

Object.assign(globalThis, { driver })
