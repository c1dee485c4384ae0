import type { TimelineEntry } from '@vitrine/protocol'
import { duration } from '../../ui/time.ts'
import { isFailed, type MarkerKind } from '../replay/markers.ts'

type Vital = Extract<TimelineEntry, { kind: 'vital' }>

const vitals: Record<Vital['name'], string> = {
  TTFB: 'First byte after',
  FCP: 'First content shown after',
  LCP: 'Largest content shown after',
  CLS: 'Layout shift score',
  INP: 'Slowest reaction',
  'long-task': 'Page was busy for',
}

const measure = ({ name, value }: Vital): string => (name === 'CLS' ? value.toFixed(3) : duration(value))

export type Action = { at: number; kind: MarkerKind; what: string; detail: string }

/** One step of what the visitor did or ran into, in words. Requests that went well are left to the network panel. */
export function actionOf(entry: TimelineEntry): Action | undefined {
  const { at } = entry
  switch (entry.kind) {
    case 'click':
      return { at, kind: 'click', what: 'Clicked', detail: entry.target }
    case 'rage-click':
      return { at, kind: 'rage-click', what: `Clicked ${entry.clicks} times in anger`, detail: entry.target }
    case 'dead-click':
      return { at, kind: 'dead-click', what: 'Clicked, and nothing answered', detail: entry.target }
    case 'mark':
      return { at, kind: 'mark', what: 'Noted', detail: entry.name }
    case 'frame':
      return undefined
    case 'vital':
      return { at, kind: 'mark', what: vitals[entry.name], detail: measure(entry) }
    case 'navigation':
      return { at, kind: 'navigation', what: entry.how === 'load' ? 'Opened' : 'Went to', detail: entry.url }
    case 'error':
      return { at, kind: 'error', what: 'Error', detail: entry.message }
    case 'request': {
      const status = entry.status === 0 ? (entry.error ?? 'no answer') : String(entry.status)
      const detail = `${entry.method} ${entry.url} → ${status}`
      return isFailed(entry) ? { at, kind: 'failed-request', what: 'Request failed', detail } : undefined
    }
  }
}
