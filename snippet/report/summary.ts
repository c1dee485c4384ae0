import type { TimelineEntry } from '@vitrine/protocol'
import type { Texts } from '../api.ts'
import type { Draft } from '../record/draft.ts'
import { fill } from './texts/all.ts'

export type Row = { label: string; value: string }

/** What is no step of the visitor's. */
const beside = new Set(['request', 'frame', 'vital'])

/** `dropped` are events that were left out whole; they hide no single value. */
const hidden = (counts: Record<string, number>): number =>
  Object.values(counts).reduce((total, count) => total + count, 0) - (counts['dropped'] ?? 0)

/** Name and version of the browser, as far as its user agent says. */
export function browserName(userAgent: string): string {
  const [, name, version] =
    /(Edg|OPR|Firefox|Chrome|Version)\/(\d+)/.exec(userAgent.replace(/Chrome\S*(?=.*(?:Edg|OPR))/, '')) ?? []
  const names: Record<string, string> = { Edg: 'Edge', OPR: 'Opera', Version: 'Safari' }
  return name ? `${names[name] ?? name} ${version}` : userAgent.slice(0, 40)
}

const secondsOf = (ms: number, words: string): string => fill(words, { seconds: Math.max(1, Math.round(ms / 1_000)) })

/** Does anything that was said over the network go along? */
const hasContents = (entry: TimelineEntry): boolean =>
  entry.kind === 'frame'
    ? entry.text !== undefined
    : entry.kind === 'request' && (entry.requestBody ?? entry.responseBody) !== undefined

/** Everything that leaves the browser, in plain words, one line each. */
export function summarize({ report, chunks, files }: Draft, texts: Texts): Row[] {
  const { recording, environment, context } = report
  const requests = recording.timeline.filter(({ kind }) => kind === 'request').length
  const { width, height } = environment.viewport
  const browser = [browserName(environment.userAgent), `${width} × ${height}`, environment.locale, environment.timeZone]
  const names = Object.keys(context)
  return [
    {
      label: texts.replay,
      value: chunks.length ? secondsOf(recording.endedAt - recording.startedAt, texts.seconds) : texts.none,
    },
    { label: texts.console, value: String(recording.console.length) },
    {
      label: recording.timeline.some(hasContents) ? texts.requestsWithContents : texts.requests,
      value: String(requests),
    },
    { label: texts.actions, value: String(recording.timeline.filter(({ kind }) => !beside.has(kind)).length) },
    { label: texts.page, value: report.pageUrl },
    { label: texts.browser, value: browser.join(', ') },
    ...(recording.voice ? [{ label: texts.voice, value: secondsOf(recording.voice.durationMs, texts.spoken) }] : []),
    ...(files.length ? [{ label: texts.files, value: String(files.length) }] : []),
    ...(names.length ? [{ label: texts.context, value: names.join(', ') }] : []),
    { label: texts.masked, value: String(hidden(report.maskCounts)) },
  ]
}
