import { guard, listen } from '../boot/guard.ts'
import { now } from '../boot/natives.ts'
import { watchCalls } from '../boot/watch-calls.ts'
import type { RawEntry } from './raw-log.ts'

type How = Extract<RawEntry, { kind: 'navigation' }>['how']

const withoutHash = (url: string): string => url.split('#')[0] ?? url

export function watchNavigation(push: (entry: RawEntry) => void): () => void {
  let last = ''
  const note = (how: How) => {
    const url = location.href
    if (url === last) return
    last = url
    push({ kind: 'navigation', at: now(), url, how })
  }
  guard(note)('load')
  const undo = [
    watchCalls(history, 'pushState', () => () => note('push')),
    watchCalls(history, 'replaceState', () => () => note('replace')),
    listen(window, 'popstate', () => note(withoutHash(location.href) === withoutHash(last) ? 'hash' : 'pop')),
    listen(window, 'hashchange', () => note('hash')),
  ]
  return () => undo.forEach((restore) => restore())
}
