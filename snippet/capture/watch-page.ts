import { watchClicks } from './clicks.ts'
import { watchConsole } from './console.ts'
import { watchErrors } from './errors.ts'
import { watchFetch } from './fetch.ts'
import { watchNavigation } from './navigation.ts'
import type { RawLog } from './raw-log.ts'
import { watchSockets } from './sockets.ts'
import { watchXhr } from './xhr.ts'

/** Everything that happens beside the picture. Returns what undoes it all. */
export function watchPage(whole: RawLog, ours: (element: Element) => boolean): () => void {
  let on = true
  // What is under way when it is undone still ends, and nobody wants to hear of it.
  const push: RawLog['push'] = (entry) => on && whole.push(entry)
  const log = { ...whole, push }
  const watchers = [
    () => watchConsole(push),
    () => watchErrors(push),
    () => watchFetch(log),
    () => watchXhr(log),
    () => watchSockets(log),
    () => watchNavigation(push),
    () => watchClicks(push, ours),
  ]
  const undo = watchers.map((watch) => {
    try {
      return watch()
    } catch {
      // The page has no such thing; the others work all the same.
      return undefined
    }
  })
  return () => {
    on = false
    undo.forEach((restore) => restore?.())
  }
}
