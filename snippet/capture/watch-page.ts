import { watchClicks } from './clicks.ts'
import { watchConsole } from './console.ts'
import { watchErrors } from './errors.ts'
import { watchFetch } from './fetch.ts'
import { watchNavigation } from './navigation.ts'
import type { RawEntry } from './raw-log.ts'
import { watchXhr } from './xhr.ts'

/** Everything that happens beside the picture. Returns what undoes it all. */
export function watchPage(push: (entry: RawEntry) => void, ours: (element: Element) => boolean): () => void {
  const undo = [
    watchConsole(push),
    watchErrors(push),
    watchFetch(push),
    watchXhr(push),
    watchNavigation(push),
    watchClicks(push, ours),
  ]
  return () => undo.forEach((restore) => restore())
}
