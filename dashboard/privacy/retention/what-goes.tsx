import type { RetentionPreview } from '@vitrine/protocol'
import { counted } from '../../ui/counted.ts'
import { bytes } from '../../ui/time.ts'
import classes from './retention.module.css'

const date = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeZone: 'UTC' })
const moment = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' })

/** At most so many bars, so that each can be seen on a phone. */
const mostBars = 60
const day = 86_400_000

type Bar = { from: string; count: number }

/** Days without anything are bars without height: gaps are part of the picture. */
export function barsOf(perDay: RetentionPreview['perDay']): Bar[] {
  const first = Date.parse(perDay[0]?.day ?? '')
  const last = Date.parse(perDay.at(-1)?.day ?? '')
  if (Number.isNaN(first)) return []
  const width = Math.max(1, Math.ceil((last - first + day) / day / mostBars))
  const bars = Array.from({ length: Math.ceil((last - first + day) / day / width) }, (_, n) => ({
    from: new Date(first + n * width * day).toISOString().slice(0, 10),
    count: 0,
  }))
  for (const { day: at, reports } of perDay) {
    const bar = bars[Math.floor((Date.parse(at) - first) / day / width)]
    if (bar) bar.count += reports
  }
  return bars
}

function Histogram({ preview }: { preview: RetentionPreview }) {
  const bars = barsOf(preview.perDay)
  const highest = Math.max(1, ...bars.map(({ count }) => count))
  const [first, last] = [bars[0], preview.perDay.at(-1)]
  if (!first || !last) return null
  const span = `${date.format(Date.parse(first.from))} to ${date.format(Date.parse(last.day))}`
  return (
    <figure className={classes.histogram}>
      <figcaption>Reports that would go, by the day they came</figcaption>
      {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- bars of boxes, read out as one picture */}
      <div className={classes.bars} role="img" aria-label={`Reports that would go, by day, from ${span}`}>
        {bars.map(({ from, count }) => (
          <span key={from} title={`${date.format(Date.parse(from))}: ${counted(count, 'report')}`}>
            <i style={{ height: `${count === 0 ? 0 : Math.max(6, (100 * count) / highest)}%` }} />
          </span>
        ))}
      </div>
      <div className={classes.span} aria-hidden>
        <span>{date.format(Date.parse(first.from))}</span>
        {bars.length > 1 && <span>{date.format(Date.parse(last.day))}</span>}
      </div>
    </figure>
  )
}

/** What a retention setting would delete, in words, by day and place by place. */
export function WhatGoes({ preview }: { preview: RetentionPreview }) {
  const { reports, recordings, days, places, oldest } = preview
  if (places.length === 0)
    return <p className={classes.lead}>Nothing is older than {counted(days, 'day')}, so nothing would be deleted.</p>
  return (
    <>
      <p className={classes.lead}>
        <b>
          {counted(reports, 'report')} and {counted(recordings, 'recording')}
        </b>{' '}
        ({bytes(preview.bytes)}) would be deleted for good on {moment.format(Date.parse(preview.nextSweepAt))}, because{' '}
        {reports + recordings === 1 ? 'it is' : 'they are'} older than {counted(days, 'day')}.
        {oldest && ` The oldest is from ${date.format(Date.parse(oldest))}.`}
      </p>
      <Histogram preview={preview} />
      <details className={classes.places}>
        <summary>Everything that goes</summary>
        <ul>
          {places.map(({ place, what, count }) => (
            <li key={place}>
              <span>{what}</span>
              <b>{count.toLocaleString('en')}</b>
            </li>
          ))}
        </ul>
      </details>
    </>
  )
}
