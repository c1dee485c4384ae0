import { randomBytes } from 'node:crypto'
import type { RequestRecord } from '../evidence.ts'
import type { Histogram, Meter, Series } from './meter.ts'
import { metricNames, names, operationOf, providerOf } from './names.ts'

type Value = string | number | boolean | null

const valueOf = (value: string | number | boolean) => {
  if (typeof value === 'string') return { stringValue: value }
  if (typeof value === 'boolean') return { boolValue: value }
  return Number.isInteger(value) ? { intValue: String(value) } : { doubleValue: value }
}
const attributes = (given: Readonly<Record<string, Value>>) =>
  Object.entries(given).flatMap(([key, value]) => (value === null ? [] : [{ key, value: valueOf(value) }]))

const nano = (ms: number): string => String(BigInt(Math.round(ms * 1_000)) * 1_000n)
const resource = { attributes: attributes({ 'service.name': 'vitrine-relay' }) }
const scope = { name: 'vitrine.relay' }
/** Of the protocol. */
const [client, failed, cumulative] = [3, 2, 2]

function spanOf(record: RequestRecord) {
  const { usage, status, end, startedAt, totalMs } = record
  const isError = status >= 400 || (end !== 'completed' && end !== 'client-gone')
  const operation = operationOf(record.path)
  return {
    // By the number of the request, which is random, a span is found again.
    traceId: record.requestId.replaceAll('-', ''),
    spanId: randomBytes(8).toString('hex'),
    name: `${operation} ${record.model}`,
    kind: client,
    startTimeUnixNano: nano(startedAt),
    endTimeUnixNano: nano(startedAt + totalMs),
    status: isError ? { code: failed } : {},
    attributes: attributes({
      [names.operation]: operation,
      [names.provider]: providerOf(record.provider),
      [names.requestModel]: record.model,
      [names.inputTokens]: usage.input + usage.cachedInput + usage.cacheWrite + usage.cacheWriteLong + usage.audioInput,
      [names.outputTokens]: usage.output + usage.reasoning + usage.audioOutput,
      [names.status]: status,
      [names.errorType]: isError ? end : null,
      [names.outcome]: end,
      [names.attempts]: record.attempts,
      [names.stream]: record.stream,
      [names.overhead]: record.overheadMs,
      [names.firstByte]: record.firstByteMs,
    }),
  }
}

export const tracesOf = (records: readonly RequestRecord[]) => ({
  resourceSpans: [{ resource, scopeSpans: [{ scope, spans: records.map(spanOf) }] }],
})

/** The sums of a process since it started. */
export function metricsOf(meter: Meter, now: number) {
  const all = [...meter.series]
  const times = { startTimeUnixNano: nano(meter.since), timeUnixNano: nano(now) }
  const point = ({ provider, model, operation }: Series, of: Histogram, more: Record<string, Value> = {}) => ({
    ...times,
    attributes: attributes({
      [names.provider]: provider,
      [names.requestModel]: model,
      [names.operation]: operation,
      ...more,
    }),
    count: String(of.count),
    sum: of.sum,
    explicitBounds: of.bounds,
    bucketCounts: of.counts.map(String),
  })
  const metric = (name: string, unit: string, dataPoints: readonly ReturnType<typeof point>[]) => ({
    name,
    unit,
    histogram: { aggregationTemporality: cumulative, dataPoints },
  })
  const metrics = [
    metric(
      metricNames.duration,
      's',
      all.map((one) => point(one, one.duration)),
    ),
    metric(
      metricNames.firstToken,
      's',
      all.map((one) => point(one, one.firstToken)),
    ),
    metric(
      metricNames.tokens,
      '{token}',
      all.flatMap((one) => [
        point(one, one.input, { [names.tokenType]: 'input' }),
        point(one, one.output, { [names.tokenType]: 'output' }),
      ]),
    ),
  ]
  return { resourceMetrics: [{ resource, scopeMetrics: [{ scope, metrics }] }] }
}
