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

/** Everything that leaves the browser, in plain words, one line each. */
export function summarize({ report, chunks }: Draft, texts: Texts): Row[] {
  const { recording, environment, context } = report
  const seconds = Math.max(1, Math.round((recording.endedAt - recording.startedAt) / 1_000))
  const requests = recording.timeline.filter(({ kind }) => kind === 'request').length
  const { width, height } = environment.viewport
  const browser = [browserName(environment.userAgent), `${width} × ${height}`, environment.locale, environment.timeZone]
  const names = Object.keys(context)
  return [
    { label: texts.replay, value: chunks.length ? fill(texts.seconds, { seconds }) : texts.none },
    { label: texts.console, value: String(recording.console.length) },
    { label: texts.requests, value: String(requests) },
    { label: texts.actions, value: String(recording.timeline.filter(({ kind }) => !beside.has(kind)).length) },
    { label: texts.page, value: report.pageUrl },
    { label: texts.browser, value: browser.join(', ') },
    ...(recording.voice
      ? [
          {
            label: texts.voice,
            value: fill(texts.spoken, { seconds: Math.max(1, Math.round(recording.voice.durationMs / 1_000)) }),
          },
        ]
      : []),
    ...(names.length ? [{ label: texts.context, value: names.join(', ') }] : []),
    { label: texts.masked, value: String(hidden(report.maskCounts)) },
  ]
}
