import { listen } from '../boot/guard.ts'
import { now } from '../boot/natives.ts'
import { copyValue } from './copy-value.ts'
import type { RawEntry } from './raw-log.ts'

export function watchErrors(push: (entry: RawEntry) => void): () => void {
  const undo = [
    listen(window, 'error', ({ message, error }) => {
      // Resources that fail to load arrive here too, without a message.
      if (!message) return
      push({ kind: 'error', at: now(), source: 'error', thrown: error instanceof Error ? error : message })
    }),
    listen(window, 'unhandledrejection', ({ reason }) =>
      push({ kind: 'error', at: now(), source: 'unhandledrejection', thrown: copyValue(reason) }),
    ),
  ]
  return () => undo.forEach((restore) => restore())
}
