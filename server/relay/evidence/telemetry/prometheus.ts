import type { Histogram, Meter, Series } from './meter.ts'

const escaped = (value: string) => value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')
const labels = (given: Readonly<Record<string, string | number>>) =>
  Object.entries(given)
    .map(([name, value]) => `${name}="${escaped(String(value))}"`)
    .join(',')

const kindOf = ({ provider, model, operation }: Series) => ({ provider, model, operation })

function* histogram(name: string, what: string, all: Iterable<Series>, of: (one: Series) => Histogram) {
  yield `# HELP ${name} ${what}`
  yield `# TYPE ${name} histogram`
  for (const one of all) {
    const { bounds, counts, sum, count } = of(one)
    let below = 0
    for (const [place, bound] of bounds.entries()) {
      below += counts[place] ?? 0
      yield `${name}_bucket{${labels({ ...kindOf(one), le: bound })}} ${below}`
    }
    yield `${name}_bucket{${labels({ ...kindOf(one), le: '+Inf' })}} ${count}`
    yield `${name}_sum{${labels(kindOf(one))}} ${sum}`
    yield `${name}_count{${labels(kindOf(one))}} ${count}`
  }
}

function* counter(name: string, what: string, lines: Iterable<readonly [Record<string, string | number>, number]>) {
  yield `# HELP ${name} ${what}`
  yield `# TYPE ${name} counter`
  for (const [given, value] of lines) yield `${name}{${labels(given)}} ${value}`
}

/** Everything the meter knows, as Prometheus reads it. */
export function renderPrometheus(meter: Meter): string {
  const all = [...meter.series]
  const { waiting, written, dropped } = meter.records
  const lines = [
    ...counter(
      'vitrine_relay_requests_total',
      'Requests to models.',
      all.flatMap((one) =>
        [...one.ends.values()].map(
          ({ status, outcome, count }) => [{ ...kindOf(one), status, outcome }, count] as const,
        ),
      ),
    ),
    ...counter(
      'vitrine_relay_tokens_total',
      'Tokens sent, of those read from a cache, and received.',
      all.flatMap((one) => [
        [{ ...kindOf(one), type: 'input' }, one.input.sum] as const,
        [{ ...kindOf(one), type: 'cached' }, one.cached] as const,
        [{ ...kindOf(one), type: 'output' }, one.output.sum] as const,
      ]),
    ),
    ...counter(
      'vitrine_relay_cost_dollars_total',
      'What customers were charged, to about a millionth.',
      all.map((one) => [kindOf(one), one.dollars] as const),
    ),
    ...counter('vitrine_relay_records_total', 'Records of requests, by what became of them.', [
      [{ state: 'written' }, written],
      [{ state: 'dropped' }, dropped],
    ]),
    '# HELP vitrine_relay_records_waiting Records of requests that are still to be written.',
    '# TYPE vitrine_relay_records_waiting gauge',
    `vitrine_relay_records_waiting ${waiting}`,
    ...histogram('vitrine_relay_duration_seconds', 'From request to end of answer.', all, (one) => one.duration),
    ...histogram('vitrine_relay_first_byte_seconds', 'Until the answer began.', all, (one) => one.firstToken),
    ...histogram('vitrine_relay_overhead_seconds', 'Of that, spent here.', all, (one) => one.overhead),
  ]
  return `${lines.join('\n')}\n`
}
