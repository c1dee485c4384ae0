import { Replayer } from '@rrweb/replay'

/** rrweb's Replayer with the whole recording, as it is meant to be used. All times in milliseconds. */
export interface Plain {
  /** From opening the page to the first painted page. */
  firstFrame(): Promise<number>
  seek(at: number): Promise<number>
}

type Events = ConstructorParameters<typeof Replayer>[0]

let replayer: Replayer | undefined
let start = 0

const painted = () =>
  new Promise<void>((resolve) =>
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel()
      port1.addEventListener('message', () => resolve())
      port1.start()
      port2.postMessage(null)
    }),
  )

const plain: Plain = {
  async firstFrame() {
    const events = (await (await fetch('/recording')).json()) as { timestamp: number }[]
    start = events[0]?.timestamp ?? 0
    replayer = new Replayer(events as Events, { showWarning: false })
    replayer.pause(1)
    await painted()
    return performance.now()
  },
  async seek(at) {
    const clicked = performance.now()
    replayer?.pause(at - start)
    await painted()
    return performance.now() - clicked
  },
}
Object.assign(globalThis, { plain })
