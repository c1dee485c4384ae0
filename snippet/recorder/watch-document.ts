import { listen } from '../boot/guard.ts'
import type { Recording } from './recording.ts'
import { watchInteractions, watchMoves } from './watch-pointer.ts'
import { watchLoads, watchSelection, watchViews } from './watch-state.ts'
import { watchWindow } from './watch-window.ts'

/** Watches documents: the page's own, and those in its frames. */
export function createDocumentWatch(recording: Recording) {
  const moves = watchMoves(recording)
  const views = watchViews(recording)
  return {
    watch(content: Document): () => void {
      const typed = (event: Event) => recording.fields.note(event.composedPath()[0])
      const undo = [
        ...moves.watch(content),
        ...views.watch(content),
        ...watchInteractions(recording, content),
        watchLoads(recording, content),
        watchSelection(recording, content),
        listen(content, 'input', typed),
        listen(content, 'change', typed),
      ]
      const window = content.defaultView as typeof globalThis | null
      if (window) undo.push(watchWindow(recording, window))
      return () => undo.forEach((restore) => restore())
    },
    stop() {
      moves.stop()
      views.stop()
    },
  }
}
