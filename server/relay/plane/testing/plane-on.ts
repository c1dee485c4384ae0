import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Charge } from '../../../billing/index.ts'
import type { RequestRecord } from '../../evidence/evidence.ts'
import type { KnownKey } from '../../keys/known-key.ts'
import type { Provider } from '../../providers/provider.ts'
import type { Channel, Outcome, Route, Target } from '../../supply/supply.ts'
import { openPlane } from '../open-plane.ts'
import type { Parts } from '../parts.ts'

const paths: Record<Provider['dialect'], Provider['paths']> = {
  openai: {
    chat: '/v1/chat/completions',
    responses: '/v1/responses',
    embeddings: '/v1/embeddings',
    images: '/v1/images/generations',
    'image-edits': '/v1/images/edits',
    transcriptions: '/v1/audio/transcriptions',
    speech: '/v1/audio/speech',
  },
  responses: { responses: '/v1/responses' },
  anthropic: { messages: '/v1/messages', 'count-tokens': '/v1/messages/count_tokens' },
  gemini: {
    generate: '/v1beta/models/{model}:generateContent',
    'stream-generate': '/v1beta/models/{model}:streamGenerateContent',
  },
}

/** A way to the simulator in a dialect, with faults in its address. */
export function target(
  url: string,
  dialect: Provider['dialect'],
  faults = '',
  timeouts: Partial<Channel['timeouts']> = {},
): Target {
  const provider: Provider = {
    id: `sim-${dialect}`,
    name: 'Simulator',
    dialect,
    baseUrl: '',
    auth: { kind: 'bearer' },
    fields: [],
    paths: paths[dialect],
    models: [],
    prices: 'sim',
  }
  const channel: Channel = {
    id: `${dialect}${faults}`,
    provider,
    baseUrl: faults ? `${url}/~${faults}` : url,
    credential: () => ({ key: 'sk-of-the-provider' }),
    state: 'on',
    billed: true,
    concurrent: null,
    timeouts: { connect: 5_000, firstToken: 20_000, idle: 20_000, total: 60_000, ...timeouts },
  }
  return { channel, model: 'sim-large', dialect, priority: 0, weight: 1 }
}

const key: KnownKey = {
  id: 'key',
  organizationId: 'org',
  projectId: null,
  memberId: null,
  models: [],
  endpoints: [],
  networks: [],
  expiresAt: null,
  limits: { key: {}, member: {}, project: {}, organization: {} },
}

export type PlaneOn = {
  readonly url: string
  readonly records: RequestRecord[]
  readonly charges: Charge[]
  readonly outcomes: (Outcome & { readonly channel: string })[]
  /** What is held and neither settled nor released. */
  readonly held: Set<string>
  /** What was held for each request. */
  readonly amounts: Map<string, bigint>
  readonly errors: unknown[]
  /** Settling waits for this. */
  settling: Promise<void>
  readonly routes: Map<string, readonly Target[]>
  readonly drain: (ms: number) => Promise<void>
  readonly close: () => Promise<void>
}

/** The data plane on a port of its own, with its neighbours in memory: what it does with providers is what is looked at. */
export async function planeOn(routes: ReadonlyMap<string, readonly Target[]>, silenceMs?: number): Promise<PlaneOn> {
  const records: RequestRecord[] = []
  const charges: Charge[] = []
  const outcomes: PlaneOn['outcomes'] = []
  const held = new Set<string>()
  const amounts = new Map<string, bigint>()
  const errors: unknown[] = []
  const state = { settling: Promise.resolve(), routes: new Map(routes) }
  const price = {
    id: 'p',
    model: 'm',
    each: { input: 1_000n, output: 2_000n, characters: 10n },
    perRequest: 0n,
    tiers: [],
  }
  const parts: Parts = {
    keys: { find: (secret) => (secret === 'vk-good' ? key : { refused: 'unknown' }), close: async () => {} },
    limiter: { admit: () => ({ left: { resetMs: 0 }, done: () => {} }), close: async () => {} },
    money: {
      hold(requestId, _, amount) {
        held.add(requestId)
        amounts.set(requestId, amount)
        return {
          amount,
          most: amount,
          async settle(charge) {
            await state.settling
            charges.push(charge)
            held.delete(requestId)
          },
          release: () => void held.delete(requestId),
        }
      },
      sellPrice: () => price,
      buyPrice: () => price,
      close: async () => {},
    },
    supply: {
      route(model): Route | undefined {
        const targets = state.routes.get(model)
        return targets && { id: model, model, strategy: 'priority', targets, attempts: 3 }
      },
      ownRoute: () => undefined,
      models: () => [{ id: 'chat', owner: 'sim', since: 0 }],
      close: async () => {},
    },
    chooser: {
      choose: ({ targets }) => targets,
      begin:
        ({ channel }) =>
        (outcome) =>
          void outcomes.push({ ...outcome, channel: channel.id }),
    },
    evidence: { note: (record) => void records.push(record), close: async () => {} },
  }
  const plane = openPlane(
    parts,
    { connector: async () => ({ how: {}, done: () => {} }) },
    (error) => errors.push(error),
    silenceMs,
  )
  const server = createServer((request, response) => {
    if (!plane.takes(request, response)) response.writeHead(418).end()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return Object.assign(state, {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    records,
    charges,
    outcomes,
    held,
    amounts,
    errors,
    drain: plane.drain,
    close: async () => {
      await plane.drain(0)
      server.closeAllConnections()
      server.close()
    },
  })
}
