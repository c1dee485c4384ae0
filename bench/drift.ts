import { keyStrangers, type Strangers } from '@vitrine/ledger'
import { Redis } from 'ioredis'
import { declarations } from '../server/declarations.ts'
import { redisEphemeral } from '../server/platform/ephemeral/redis.ts'
import { startRedis } from '../server/testing/redis.ts'
import type { Bench } from './run.ts'

const goals = { scanMs: 10_000 }
const keys = 1_000_000
const batch = 100_000

const fill = `
  for n = ARGV[1], ARGV[2] do redis.call('HSET', 'sign-in-rate:' .. n, '', '9999999999999 1') end`

/** How long it takes to find the one key among a million that nothing declares. */
export const bench: Bench = async (say) => {
  const server = await startRedis()
  const client = new Redis(server.url)
  const store = await redisEphemeral({ url: server.url })
  try {
    say(`filling Redis with ${keys.toLocaleString('en')} keys…`)
    for (let from = 1; from <= keys; from += batch) await client.eval(fill, 0, from, from + batch - 1)
    await client.set('planted:1', 'x')
    const gather = keyStrangers(declarations)
    const found: Strangers = {}
    const started = performance.now()
    let looked = 0
    for await (const { names } of store.scan()) {
      gather(names, found)
      looked += names.length
    }
    const scanMs = Math.round(performance.now() - started)
    const shapes = Object.keys(found)
    say(`${looked.toLocaleString('en')} names in ${scanMs} ms; found ${shapes.join(', ')}`)
    const isFound = shapes.length === 1 && shapes[0] === 'planted:{…}'
    return { ok: isFound && scanMs <= goals.scanMs, figures: { looked, scanMs, shapes, goals } }
  } finally {
    client.disconnect()
    await store.close()
    await server.stop()
  }
}
