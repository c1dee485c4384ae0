import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { noUsage } from '../../server/billing/index.ts'
import { openWallet } from '../../server/billing/node/open-wallet.ts'
import { declarations } from '../../server/declarations.ts'
import { openContext } from '../../server/open-context.ts'
import { testConfig } from '../../server/testing/config.ts'
import { plannedRequest } from './requests.ts'

/** What the node is told when it starts. */
export type Told = {
  readonly dataDir: string
  readonly databaseUrl: string
  readonly masterKey: string
  readonly seed: string
  readonly organizations: readonly string[]
}
export type Work = { readonly numbers: readonly number[] } | 'end'
export type Said =
  | { readonly ready: true }
  /** Numbers of requests that are over, and of those whose charge can no longer be lost. */
  | {
      readonly over: readonly number[]
      readonly safe: readonly number[]
      readonly refused: Readonly<Record<string, number>>
    }
  | { readonly ended: true }

const atOnce = 40
const say = (said: Said) =>
  new Promise<void>((done) => (process.connected && process.send ? process.send(said, () => done()) : done()))

/** One machine of the chaos test: charges the requests that it is told of until it is told to end, or killed. */
const [told] = (await once(process, 'message')) as [Told]
const { seed, organizations, ...own } = told
const { ctx, close } = await openContext({ ...testConfig(own.dataDir), ...own }, declarations)
const wallet = await openWallet(ctx, { holdMs: 2_000, tickMs: 500, gatherMs: 50 })

async function request(number: number): Promise<'safe' | 'over' | 'balance' | 'unavailable'> {
  const { requestId, organizationId, amount, cost, end, takesMs } = plannedRequest(seed, number, organizations)
  const hold = await wallet.hold(requestId, organizationId, amount)
  if ('refused' in hold) return hold.refused
  await pause(takesMs)
  if (end === 'forgotten') return 'over'
  if (end === 'released') {
    hold.release()
    return 'over'
  }
  const charge = {
    requestId,
    organizationId,
    projectId: null,
    keyId: requestId,
    model: 'sim',
    usage: noUsage,
    cost,
    at: Date.now(),
  }
  await Promise.all(end === 'settled-twice' ? [hold.settle(charge), hold.settle(charge)] : [hold.settle(charge)])
  if (end === 'settled-late') hold.release()
  return 'safe'
}

async function work(numbers: readonly number[]): Promise<void> {
  const waiting = [...numbers]
  const lane = async () => {
    for (let number = waiting.pop(); number !== undefined; number = waiting.pop()) {
      const outcome = await request(number)
      await say({
        over: [number],
        safe: outcome === 'safe' ? [number] : [],
        refused: outcome === 'balance' || outcome === 'unavailable' ? { [outcome]: 1 } : {},
      })
    }
  }
  await Promise.all(Array.from({ length: atOnce }, lane))
}

process.on('message', (told: Work) => {
  if (told !== 'end') return void work(told.numbers)
  void (async () => {
    await wallet.close()
    await close()
    await say({ ended: true })
    process.disconnect()
  })()
})
await say({ ready: true })
