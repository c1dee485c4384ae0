import { Replayer } from '@rrweb/replay'
import { type ReplayerEvents, replayerOptions } from '../replayer-options.ts'

type Config = typeof replayerOptions & { root: HTMLElement; on?: Replayer }

/** rrweb's types hide these; a test notices when they are no longer there. */
type Opened = new (events: ReplayerEvents, config: Config) => { config: Config; setupDom(): void }

class ReplayerOnPage extends (Replayer as unknown as Opened) {
  override setupDom(): void {
    const { on } = this.config
    if (!on) return super.setupDom()
    const { wrapper, iframe } = on
    // Held on to, each Replayer would keep all before it alive.
    delete this.config.on
    for (const drawn of wrapper.querySelectorAll(':scope > :not(iframe)')) drawn.remove()
    const mouse = document.createElement('div')
    mouse.className = 'replayer-mouse'
    const mouseTail = document.createElement('canvas')
    mouseTail.className = 'replayer-mouse-tail'
    // The frame itself must not be moved: it would load anew.
    iframe.before(mouse, mouseTail)
    Object.assign(this, { wrapper, iframe, mouse, mouseTail })
    // What the one before still has to do, such as telling its size, reaches nothing.
    Object.assign(on, { iframe: document.createElement('iframe') })
  }
}

/**
 * A Replayer that takes over the page of another, which must not be used any more, in place of making an empty one.
 * Only the pointer it draws is its own.
 */
export const replayerOnPage = (root: HTMLElement, on: Replayer, events: ReplayerEvents): Replayer =>
  new ReplayerOnPage(events, { root, ...replayerOptions, on }) as unknown as Replayer
