import { type MaskCounts, tally } from '../counts.ts'
import { maskValue } from '../mask-value.ts'
import type { MaskingPolicy } from '../policy.ts'
import { incremental } from './incremental.ts'
import { maskNode } from './node.ts'
import { type MaskerOptions, type Page, root, unread } from './page.ts'
import { name, number, numbers, object, type Read, type RecordedEvent, text, url } from './shape.ts'

export type EventMasker = {
  /** The event as it may be recorded; `undefined`: not at all. Never throws. */
  readonly event: <E extends RecordedEvent>(event: E) => E | undefined
  /** What was masked so far, by kind; `dropped` counts what wasn't understood or allowed. */
  readonly counts: MaskCounts
}

/** Masks a stream of rrweb events, in their order. Builds each event anew from what it knows; the rest is left out. */
export function createEventMasker(policy: MaskingPolicy, options: MaskerOptions = {}): EventMasker {
  const counts: MaskCounts = {}
  const page: Page = {
    policy,
    options,
    counts,
    nodes: new Map(),
    secrets: new Set(),
    inputs: new Map(),
    clean: new Set(),
    removed: 0,
  }
  return {
    counts,
    event: <E extends RecordedEvent>(event: E): E | undefined => {
      try {
        const data = (types[number(event.type)] ?? unread)(event.data, page)
        const { type, timestamp } = event
        // The frame is the event's own; only `data` was built anew.
        if (data === undefined) return undefined
        const delay = 'delay' in event ? { delay: number(event.delay) } : {}
        return { type, data, timestamp: number(timestamp), ...delay } as unknown as E
      } catch {
        tally(counts, 'dropped')
        return undefined
      }
    },
  }
}

const custom: Read = (value, { policy, counts }) => maskValue(value, policy, undefined, counts)

/** By rrweb's number of the event's type; a type that isn't here is dropped. */
const types: Readonly<Record<number, Read>> = {
  0: () => ({}),
  1: () => ({}),
  2: snapshot,
  3: incremental,
  4: object({ href: url, ...numbers('width height') }),
  5: object({ tag: name, payload: custom }),
  6: object({ plugin: name, payload: custom }),
  8: object({ type: name, text }),
}

function snapshot(value: unknown, page: Page): unknown {
  page.nodes.clear()
  page.inputs.clear()
  return object({ node: (node) => maskNode(page, node, 0, root), initialOffset: object(numbers('left top')) })(
    value,
    page,
  )
}
