import type { UsageSeries } from '@vitrine/protocol'
import type { Column } from '../../ui/columns.tsx'
import { type Measure, measures } from './measures.ts'

const hours = new Intl.DateTimeFormat(undefined, { weekday: 'short', hour: '2-digit', minute: '2-digit' })
// Days are those of UTC, by which budgets are counted too.
const days = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', timeZone: 'UTC' })

/** Every hour or day between two, also those in which nothing was. */
function moments(from: number, to: number, step: number): number[] {
  const first = Math.floor(from / step) * step
  return Array.from({ length: Math.max(1, Math.ceil((to - first) / step)) }, (_, i) => first + i * step)
}

/** A column for each hour or day of the time that was asked for. */
export function columnsOf(series: UsageSeries, every: 'hour' | 'day', measure: Measure): Column[] {
  const step = every === 'hour' ? 3_600_000 : 86_400_000
  const { value, said } = measures[measure]
  const points = Map.groupBy(
    series.groups.flatMap((group) => group.points),
    ({ at }) => Math.floor(Date.parse(at) / step) * step,
  )
  return moments(Date.parse(series.from), Date.parse(series.to), step).map((at) => {
    const here = points.get(at) ?? []
    const height = here.reduce((sum, point) => sum + value(point), 0)
    return { name: (every === 'hour' ? hours : days).format(at), value: height, said: said(here) }
  })
}
