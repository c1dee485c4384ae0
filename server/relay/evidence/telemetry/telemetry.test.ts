import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { authenticate } from '../../../accounts/index.ts'
import { createApp } from '../../../platform/http/create-app.ts'
import { atEnd } from '../../../testing/cleanup.ts'
import { testConfig } from '../../../testing/config.ts'
import { testContext } from '../../../testing/context.ts'
import { recordOf } from '../testing/record.ts'
import { exportTelemetry } from './export-telemetry.ts'
import { Meter, meter } from './meter.ts'
import { renderPrometheus } from './prometheus.ts'
import { metricsRoutes } from './routes.ts'

const organizationId = '0b9d0b1e-5a55-4c56-8f8e-0d6a3f6f2c11'
const record = (how: Parameters<typeof recordOf>[0] | object = {}) => recordOf({ organizationId, ...how })

test('Prometheus reads sums and histograms, with names escaped and kinds bounded', () => {
  const own = new Meter()
  own.add(record())
  own.add(record({ status: 503, end: 'upstream-error', totalMs: 99_000 }))
  own.add(record({ model: 'odd"\\\nname' }))
  const text = renderPrometheus(own)
  const kind = 'provider="sim",model="sim-large",operation="chat"'
  for (const line of [
    `vitrine_relay_requests_total{${kind},status="200",outcome="completed"} 1`,
    `vitrine_relay_requests_total{${kind},status="503",outcome="upstream-error"} 1`,
    `vitrine_relay_tokens_total{${kind},type="input"} 200`,
    `vitrine_relay_duration_seconds_bucket{${kind},le="1.28"} 1`,
    `vitrine_relay_duration_seconds_bucket{${kind},le="81.92"} 1`,
    `vitrine_relay_duration_seconds_bucket{${kind},le="+Inf"} 2`,
    `vitrine_relay_duration_seconds_count{${kind}} 2`,
  ])
    expect(text.split('\n')).toContain(line)
  expect(text).toContain('model="odd\\"\\\\\\nname"')
  for (const line of text.trimEnd().split('\n')) expect(line).toMatch(/^(# (HELP|TYPE) |[a-z_]+(\{.*\})? [\d.e+-]+$)/)
  for (let one = 0; one < 3_000; one++) own.add(record({ model: `model-${one}` }))
  expect([...own.series].length).toBeLessThan(1_010)
})

test('/metrics is there for the token only', { timeout: 60_000 }, async () => {
  meter.add(record({ model: 'seen-by-metrics' }))
  const ask = async (metricsToken: string | undefined, authorization?: string) => {
    const ctx = await testContext({ config: { ...testConfig('/nowhere'), metricsToken } })
    const app = await createApp({ ctx, authenticate })
    await app.register(metricsRoutes)
    const answer = await app.inject({ url: '/metrics', headers: authorization ? { authorization } : {} })
    await app.close()
    return answer
  }
  const token = 'a-long-random-secret-of-ours'
  expect((await ask(undefined)).statusCode).toBe(404)
  expect((await ask(undefined, `Bearer ${token}`)).statusCode).toBe(404)
  expect((await ask(token)).statusCode).toBe(404)
  expect((await ask(token, `Bearer ${token}x`)).statusCode).toBe(404)
  const answer = await ask(token, `Bearer ${token}`)
  expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, expect.stringContaining('version=0.0.4')])
  expect(answer.body).toContain('model="seen-by-metrics"')
})

test('the collector gets spans in batches and sums, and a broken one holds nobody up', {
  timeout: 60_000,
}, async () => {
  const got: { path: string; body: string }[] = []
  let broken = true
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const part of request.setEncoding('utf8')) body += part
    if (!broken) got.push({ path: request.url ?? '', body })
    response.writeHead(broken ? 503 : 200).end('{}')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  atEnd(async () => {
    server.closeAllConnections()
    server.close()
  })
  const otlpUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const ctx = await testContext({ config: { ...testConfig('/nowhere'), otlpUrl } })
  const own = new Meter()
  const telemetry = exportTelemetry(ctx, own)
  if (!telemetry) throw new Error('a collector is set')
  telemetry.note(record())
  await telemetry.send()
  broken = false
  for (let one = 0; one < 600; one++) {
    const each = record({
      requestId: `00000000-0000-4000-8000-${String(one).padStart(12, '0')}`,
      status: one ? 200 : 502,
      end: one ? 'completed' : 'upstream-died',
    })
    own.add(each)
    telemetry.note(each)
  }
  await telemetry.close()
  expect(got.map(({ path }) => path)).toEqual(['/v1/traces', '/v1/traces', '/v1/metrics'])
  const spans = got.slice(0, 2).flatMap(({ body }) => JSON.parse(body).resourceSpans[0].scopeSpans[0].spans)
  expect(spans).toHaveLength(600)
  expect(spans[0]).toMatchObject({
    traceId: '00000000000040008000000000000000',
    spanId: expect.stringMatching(/^[0-9a-f]{16}$/),
    name: 'chat sim-large',
    kind: 3,
    status: { code: 2 },
    startTimeUnixNano: '1795170600000000000',
    endTimeUnixNano: '1795170600900600000',
  })
  expect(spans[0].attributes).toContainEqual({ key: 'gen_ai.usage.input_tokens', value: { intValue: '100' } })
  expect(spans[0].attributes).toContainEqual({ key: 'error.type', value: { stringValue: 'upstream-died' } })
  const { metrics } = JSON.parse(got[2]?.body ?? '{}').resourceMetrics[0].scopeMetrics[0]
  expect(metrics.map(({ name }: { name: string }) => name)).toContain('gen_ai.client.token.usage')
  expect(metrics[0].histogram.dataPoints[0]).toMatchObject({ count: '600' })
})
