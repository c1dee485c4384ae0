import { now } from '../boot/natives.ts'
import { watchCalls } from '../boot/watch-calls.ts'
import { copyValue } from './copy-value.ts'
import type { RawEntry } from './raw-log.ts'

const levels = ['debug', 'log', 'info', 'warn', 'error'] as const
const argLimit = 20

const frames = 30

/** Calls that led here, the nearest first. Engines keep ten, of which some are ours. */
function callers(): string[] {
  const { stackTraceLimit } = Error as { stackTraceLimit?: number }
  try {
    Reflect.set(Error, 'stackTraceLimit', frames)
    return (new Error().stack ?? '').split('\n').filter((line) => /:\d+/.test(line))
  } finally {
    Reflect.set(Error, 'stackTraceLimit', stackTraceLimit)
  }
}

/** How many of the callers are our own code between the page's call and the watcher. */
function ownFrames(): number {
  const probe = { call: () => {} }
  let within = 0
  watchCalls(probe, 'call', () => {
    within = callers().length
  })
  probe.call()
  return within - callers().length + 1
}

export function watchConsole(push: (entry: RawEntry) => void): () => void {
  let busy = false
  const own = ownFrames()
  const undo = levels.map((level) =>
    watchCalls(console, level, (_self, args) => {
      if (busy) return
      busy = true
      try {
        const copies = args
          .slice(0, argLimit)
          .map((arg) => copyValue(arg, { text: 20_000 / Math.min(args.length, argLimit) }))
        const trace = level === 'warn' || level === 'error' ? callers().slice(own).join('\n').slice(0, 10_000) : ''
        push({ kind: 'console', at: now(), level, args: copies, stack: trace || undefined })
      } finally {
        busy = false
      }
    }),
  )
  return () => undo.forEach((restore) => restore())
}
