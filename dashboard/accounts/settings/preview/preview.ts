import type { MaskingPolicy } from '@vitrine/masking'
import type { Player } from '../../../player/connect-player.ts'
import { makeStore, type Store } from '../../../ui/store.ts'
import { openPreview, type PreviewNews, type PreviewWindow } from './open-preview.ts'

export type Phase =
  | 'closed'
  | 'blocked'
  | 'waiting'
  | 'shown'
  | Extract<PreviewNews['kind'], 'silent' | 'flooded' | 'gone'>

/** One window with a page of the site, and the frame that shows it as it would be recorded. */
export type Preview = {
  readonly store: Store<{ phase: Phase }>
  /** Opens the window, anew if there is one. */
  readonly open: (address: string, origins: readonly string[]) => void
  /** The rules as they are now; the page is read again under them. */
  readonly apply: (policy: MaskingPolicy) => void
  /** A frame can draw; answers how to let go of it. */
  readonly attach: (player: Player) => () => void
  readonly focus: () => void
  readonly close: () => void
}

/** What the replay frame is told, in order: a whole page, then its changes. */
function pass(player: Player, news: PreviewNews): void {
  if (news.kind === 'page') {
    player.open(news.at)
    player.append(news.events)
    player.show()
  }
  if (news.kind === 'more') {
    player.append(news.events)
    player.seek(news.at)
  }
}

export function makePreview(initial: MaskingPolicy): Preview {
  const store = makeStore<{ phase: Phase }>({ phase: 'closed' })
  let policy = initial
  let shown: PreviewWindow | null = null
  let player: Player | null = null
  /** Kept for a frame that isn't there yet. */
  let waiting: PreviewNews[] = []

  const hear = (news: PreviewNews) => {
    if (news.kind === 'answered') return shown?.tell(policy)
    if (news.kind === 'left') return store.set({ phase: 'waiting' })
    if (news.kind !== 'page' && news.kind !== 'more') return store.set({ phase: news.kind })
    store.set({ phase: 'shown' })
    if (player) return pass(player, news)
    if (news.kind === 'page') waiting = []
    waiting.push(news)
  }
  const end = () => {
    shown?.close()
    shown = null
    waiting = []
  }
  return {
    store,
    open(address, origins) {
      end()
      shown = openPreview(address, origins, hear)
      store.set({ phase: shown ? 'waiting' : 'blocked' })
    },
    apply(next) {
      if (JSON.stringify(next) === JSON.stringify(policy)) return
      policy = next
      shown?.tell(policy)
    },
    attach(made) {
      player = made
      made.mark(true)
      for (const news of waiting.splice(0)) pass(made, news)
      return () => {
        player = null
      }
    },
    focus: () => shown?.focus(),
    close() {
      end()
      store.set({ phase: 'closed' })
    },
  }
}
