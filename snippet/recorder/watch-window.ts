import { watchCalls } from '../boot/watch-calls.ts'
import { type Recording, sources } from './recording.ts'
import { watchSheets } from './watch-sheets.ts'

/** What one window's scripts do that no observer tells. */
export function watchWindow(recording: Recording, window: typeof globalThis): () => void {
  const { sheets, fields, nodes, entered } = recording
  const undo = [
    watchSheets(window, sheets),
    fields.watchWindow(window),
    watchCalls(window.Element.prototype, 'attachShadow', (host) => (outcome) => {
      if ('returned' in outcome && nodes.get(host as Element)?.stamp) entered(host as Element)
    }),
    watchCalls(window.CustomElementRegistry.prototype, 'define', (_, [name]) => (outcome) => {
      if ('returned' in outcome && /^[a-z][\w.-]{0,80}$/.test(String(name)))
        recording.emit(sources.customElement, { define: { name } })
    }),
  ]
  return () => undo.forEach((restore) => restore())
}
