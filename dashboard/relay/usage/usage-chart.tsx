import type { UsageSeries } from '@vitrine/protocol'
import { Columns } from '../../ui/columns.tsx'
import { columnsOf } from './columns-of.ts'
import { type Measure, measures } from './measures.ts'

type Props = { series: UsageSeries; every: 'hour' | 'day'; measure: Measure }

export function UsageChart({ series, every, measure }: Props) {
  return <Columns label={measures[measure].label} columns={columnsOf(series, every, measure)} />
}
