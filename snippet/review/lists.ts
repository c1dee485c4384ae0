import type { TimelineEntry } from '@vitrine/protocol'
import type { ReviewTexts } from '../api.ts'
import type { Draft } from '../record/draft.ts'
import { drawing, element } from '../report/element.ts'
import { fill } from '../report/texts/all.ts'
import type { Edit } from './edits.ts'

/** `what` it says, as it stands in the report. */
type Line = { words: string; edit: Edit; what: unknown }

const cross = 'M6 6l12 12M18 6L6 18'
const firstLines = 100

const isNetwork = ({ kind }: TimelineEntry): boolean => kind === 'request' || kind === 'frame'

/** One thing of the timeline in words that a customer can read. */
export function wordsOf(entry: TimelineEntry): string {
  if (entry.kind === 'request') {
    const bodies = [entry.requestBody, entry.responseBody].filter(Boolean).join(' → ')
    return `${entry.method} ${entry.url} ${entry.status || entry.error || ''} ${bodies}`.trim()
  }
  if (entry.kind === 'frame') return `${entry.direction === 'sent' ? '↑' : '↓'} ${entry.url} ${entry.text ?? ''}`.trim()
  if (entry.kind === 'navigation') return `→ ${entry.url}`
  if (entry.kind === 'error') return entry.message
  if (entry.kind === 'mark' || entry.kind === 'vital') return entry.name
  return entry.target
}

function timelineLines(timeline: readonly TimelineEntry[], network: boolean): Line[] {
  return timeline.flatMap((entry, line) =>
    isNetwork(entry) === network
      ? [{ words: wordsOf(entry), edit: { kind: 'timeline', line } as const, what: entry }]
      : [],
  )
}

/** Everything beside the picture, in groups, with what takes each out. */
export function linesOf({ recording, context }: Draft['report']) {
  return {
    consoleLines: recording.console.map(
      (entry, line): Line => ({
        words: `${entry.level}: ${entry.args.join(' ')}`,
        edit: { kind: 'console', line },
        what: entry,
      }),
    ),
    requestLines: timelineLines(recording.timeline, true),
    actionLines: timelineLines(recording.timeline, false),
    factLines: Object.entries(context).map(
      ([name, value]): Line => ({ words: `${name}: ${value}`, edit: { kind: 'fact', name }, what: name }),
    ),
  }
}

type Group = keyof ReturnType<typeof linesOf>
type Setup = { texts: ReviewTexts; remove: (edit: Edit) => void }

/** Lists of what leaves, which the customer can shorten; `show` brings them up to date. */
export function createLists({ texts, remove }: Setup) {
  const box = element('div', { class: 'lists' })
  const shown = new Map<Group, number>()
  const open = new Set<Group>()

  const item = ({ words, edit }: Line) => {
    const button = element('button', { type: 'button', 'aria-label': `${texts.remove}: ${words.slice(0, 120)}` })
    button.append(drawing(cross))
    button.addEventListener('click', () => {
      const item = button.closest('li')
      const next = (item?.nextElementSibling ?? item?.previousElementSibling)?.querySelector('button')
      const group = button.closest('details')?.querySelector('summary')
      next?.focus()
      if (!next) group?.focus()
      remove(edit)
    })
    return element('li', {}, element('span', { title: words }, words), button)
  }
  const group = (name: Group, left: readonly Line[], again: () => void) => {
    const most = shown.get(name) ?? firstLines
    const details = element('details', { open: open.has(name) })
    details.append(element('summary', {}, `${texts[name]} (${left.length})`))
    details.addEventListener('toggle', () => (details.open ? open.add(name) : open.delete(name)))
    if (left.length) details.append(element('ul', {}, ...left.slice(0, most).map(item)))
    else details.append(element('p', {}, texts.nothing))
    if (left.length > most) {
      const words = fill(texts.more, { count: Math.min(firstLines, left.length - most) })
      const more = element('button', { type: 'button', class: 'quiet' }, words)
      more.addEventListener('click', () => {
        shown.set(name, most + firstLines)
        again()
      })
      details.append(more)
    }
    return details
  }
  /** `left`: the same report without what has been taken out. */
  const show = (report: Draft['report'], left: Draft['report']) => {
    const scroll = box.scrollTop
    const { recording, context } = left
    const kept = new Set<unknown>([...recording.console, ...recording.timeline, ...Object.keys(context)])
    const groups = Object.entries(linesOf(report)) as [Group, Line[]][]
    const focus = focusPlace(box)
    box.replaceChildren(
      ...groups.map(([name, lines]) =>
        group(
          name,
          lines.filter(({ what }) => kept.has(what)),
          () => show(report, left),
        ),
      ),
    )
    box.scrollTop = scroll
    focus?.()
  }
  return { box, show }
}

/** Where the focus is among the controls, so that it stays there when they are made anew. */
function focusPlace(box: HTMLElement): (() => void) | undefined {
  const controls = () => [...box.querySelectorAll<HTMLElement>('summary,button')]
  const active = (box.getRootNode() as ShadowRoot | Document).activeElement
  const at = controls().indexOf(active as HTMLElement)
  return at < 0 ? undefined : () => (controls()[at] ?? controls().at(-1))?.focus()
}
