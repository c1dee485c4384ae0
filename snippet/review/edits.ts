import { cutTime, type RecordedEvent, type Removal, removeNodes } from '@vitrine/fold'
import type { Draft } from '../record/draft.ts'

type Report = Draft['report']

/** What the customer took out, in the order they did it. Lines are told apart by their place in the draft. */
export type Edit =
  | { kind: 'start'; at: number }
  | { kind: 'end'; at: number }
  | { kind: 'element'; removal: Removal }
  | { kind: 'console' | 'timeline'; line: number }
  | { kind: 'fact'; name: string }

export type Edited = { events: RecordedEvent[]; report: Report }

const last = (edits: readonly Edit[], kind: 'start' | 'end'): number | undefined =>
  edits.flatMap((edit) => (edit.kind === kind ? [edit.at] : [])).at(-1)

/** What is left of a draft; the draft itself stays whole, so that every edit can be taken back. */
export function applyEdits(events: readonly RecordedEvent[], report: Report, edits: readonly Edit[]): Edited {
  const { recording } = report
  const from = last(edits, 'start') ?? recording.startedAt
  const to = last(edits, 'end') ?? recording.endedAt
  const trimmed = edits.some(({ kind }) => kind === 'start' || kind === 'end')
  const removals = edits.flatMap((edit) => (edit.kind === 'element' ? [edit.removal] : []))
  // Removing first: a thing that was inside before the stretch begins goes too.
  const { events: bare, has } = removeNodes(events, removals)
  const gone = (kind: Edit['kind'], line: number) =>
    edits.some((edit) => edit.kind === kind && 'line' in edit && edit.line === line)
  const within = ({ at }: { at: number }) => !trimmed || (at >= from && at <= to)
  const facts = new Set(edits.flatMap((edit) => (edit.kind === 'fact' ? [edit.name] : [])))
  return {
    events: events.length ? cutTime(bare, from, to) : [],
    report: {
      ...report,
      visitor: facts.has('visitor') ? undefined : report.visitor,
      context: Object.fromEntries(Object.entries(report.context).filter(([name]) => !facts.has(name))),
      triggers: report.triggers.filter(within),
      recording: {
        ...recording,
        startedAt: from,
        endedAt: to,
        console: recording.console.filter((entry, line) => within(entry) && !gone('console', line)),
        timeline: recording.timeline.filter(
          (entry, line) => within(entry) && !gone('timeline', line) && !('node' in entry && has(entry.node ?? 0)),
        ),
      },
    },
  }
}
