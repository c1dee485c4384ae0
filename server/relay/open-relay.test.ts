import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { serveSimulator } from '../../tools/simulator/serve.ts'
import { ensureDemoProject } from '../accounts/index.ts'
import { atEnd } from '../testing/cleanup.ts'
import { testConfig } from '../testing/config.ts'
import { testContext } from '../testing/context.ts'
import { ensureDemoRelay } from './demo/ensure-demo-relay.ts'
import { openRelay } from './open-relay.ts'

const simulator = await serveSimulator()
atEnd(() => simulator.close())
const { url: simulatorUrl } = simulator
const ctx = await testContext({ config: { ...testConfig('/nowhere'), simulatorUrl } })
await ensureDemoProject(ctx, { origin: 'http://localhost:4402' })

/** A node of the relay with its key of this start. */
async function node() {
  const key = await ensureDemoRelay(ctx, { simulatorUrl })
  const relay = await openRelay(ctx)
  const server = createServer((request, response) => {
    if (!relay.takes(request, response)) response.writeHead(418).end()
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const ask = (secret: string) =>
    fetch(`${url}/v1/chat/completions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
      body: JSON.stringify({ model: 'sim-small', messages: [{ role: 'user', content: 'ping' }] }),
    })
  const end = async () => {
    await relay.drain()
    server.closeAllConnections()
    server.close()
    await relay.close()
  }
  return { key, url, ask, end }
}

const amount = () => ctx.control.db.selectFrom('balances').select('amount').executeTakeFirstOrThrow()

test('a fresh installation answers, is charged, and writes down what was asked; the next start ends its key', async () => {
  const first = await node()
  const before = BigInt((await amount()).amount)
  const answer = await first.ask(first.key)
  expect(answer.status).toBe(200)
  expect(await answer.json()).toMatchObject({ choices: [{ message: { content: 'pong' } }] })
  expect(answer.headers.get('x-vitrine-provider')).toBe('simulator')
  expect((await fetch(`${first.url}/elsewhere`)).status).toBe(418)
  await first.end()
  expect(before - BigInt((await amount()).amount)).toBe(
    BigInt(Math.round(Number(answer.headers.get('x-vitrine-cost')) * 1e12)),
  )
  const noted = await ctx.control.db.selectFrom('request_log').select(['request_id', 'model', 'outcome']).execute()
  expect(noted).toEqual([
    { request_id: answer.headers.get('x-vitrine-request-id'), model: 'sim-small', outcome: 'completed' },
  ])

  const second = await node()
  expect((await second.ask(first.key)).status).toBe(401)
  expect((await second.ask(second.key)).status).toBe(200)
  await second.end()
  const kept = await ctx.control.db
    .selectFrom('balance_transactions')
    .select('kind')
    .where('kind', '=', 'correction')
    .execute()
  expect(kept).toHaveLength(2)
}, 60_000)
