import { z } from 'zod'
import { line } from './text.ts'

/** Names of models and what goes into headers: nothing that could end one. */
const plain = (longest: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(longest)
    .regex(/^[\x21-\x7e]+$/, 'must be plain letters, digits and signs without spaces')

export const ModelName = plain(200)

/** What can be set up, and what its form asks for. */
export const ModelProvider = z.object({
  id: z.string(),
  name: z.string(),
  /** Whether its address has to be said. */
  ownAddress: z.boolean(),
  fields: z.array(
    z.object({
      name: z.string(),
      label: z.string(),
      secret: z.boolean(),
      optional: z.boolean(),
      preset: z.string().nullable(),
    }),
  ),
  endpoints: z.array(z.string()),
})
export type ModelProvider = z.infer<typeof ModelProvider>

const Fields = z.record(z.string().max(40), plain(4_000))
const BaseUrl = z.url({ protocol: /^https?$/ }).max(500)

const access = { name: line(100), baseUrl: BaseUrl.optional(), fields: Fields }
const example = { provider: 'openai', name: 'Ours', fields: { key: 'sk-…' } }

export const Strategy = z.enum(['priority', 'weighted', 'latency', 'cost'])
export const ChannelState = z.enum(['on', 'off', 'draining'])

const longestMs = 3_600_000
const Ms = z.number().int().min(100).max(longestMs)
/** Milliseconds. */
export const ChannelTimeouts = z.strictObject({ connect: Ms, firstToken: Ms, idle: Ms, total: Ms })

const routing = {
  /** Where the provider says that it works on requests; told to clients nowhere. */
  region: line(60).nullable(),
  weight: z.number().int().min(0).max(1_000),
  concurrent: z.number().int().min(1).max(100_000).nullable(),
  timeouts: ChannelTimeouts,
}

export const NewChannel = z
  .strictObject({
    provider: z.string().max(40),
    ...access,
    ...z.object(routing).partial().shape,
    /** `null`: for all organizations. */
    organizationId: z.uuid().nullable().optional(),
  })
  .meta({ examples: [{ ...example, fields: { key: 'sk-example' } }] })
export type NewChannel = z.infer<typeof NewChannel>

/** Secrets that are left out stay as they are, as long as the address does. */
export const ChangeChannel = z.strictObject({ ...access, ...routing, state: ChannelState }).partial()
export type ChangeChannel = z.infer<typeof ChangeChannel>

const shown = {
  id: z.uuid(),
  provider: z.string(),
  name: z.string(),
  baseUrl: z.string(),
  /** When it was last found to be good. */
  testedAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
}

export const RelayChannel = z.object({
  ...shown,
  organizationId: z.uuid().nullable(),
  ...routing,
  timeouts: z.object({ connect: z.number(), firstToken: z.number(), idle: z.number(), total: z.number() }),
  state: ChannelState,
})
export type RelayChannel = z.infer<typeof RelayChannel>
const Quantiles = z.object({ p50: z.number(), p95: z.number() }).nullable()
const Tries = { tried: z.int(), failed: z.int(), firstByteMs: Quantiles }

/** How a channel did in the last hour, on all machines together. Latencies are known to a fifth. */
export const ChannelHealth = z.object({
  channelId: z.uuid(),
  /** The worst of all machines. Open: left alone after faults; half-open: the next request tries it. */
  breaker: z.enum(['closed', 'half-open', 'open']),
  /** When it is tried again; `null`: it may be now. */
  againAt: z.iso.datetime().nullable(),
  /** Requests under way. */
  running: z.int(),
  /** A code such as `upstream_timeout`, or `upstream_error 500`. */
  lastFault: z.object({ why: z.string(), at: z.iso.datetime() }).nullable(),
  ...Tries,
  /** Those minutes in which it was tried. */
  minutes: z.array(z.object({ at: z.iso.datetime(), ...Tries })),
})
export type ChannelHealth = z.infer<typeof ChannelHealth>

export const ChannelParams = z.object({ channelId: z.uuid() })

export const RouteTarget = z.strictObject({
  channelId: z.uuid(),
  model: ModelName,
  priority: z.number().int().min(0).max(1_000),
  weight: z.number().int().min(0).max(1_000),
})

export const ChangeRoute = z.strictObject({
  strategy: Strategy,
  attempts: z.number().int().min(1).max(10),
  targets: z.array(RouteTarget).max(50),
})
export type ChangeRoute = z.infer<typeof ChangeRoute>

export const NewRoute = ChangeRoute.extend({ model: ModelName, organizationId: z.uuid().nullable().optional() }).meta({
  examples: [{ model: 'a-model', strategy: 'priority', attempts: 2, targets: [] }],
})
export type NewRoute = z.infer<typeof NewRoute>

export const RelayRoute = z.object({
  id: z.uuid(),
  organizationId: z.uuid().nullable(),
  model: z.string(),
  strategy: Strategy,
  attempts: z.number().int(),
  targets: z.array(RouteTarget.omit({ model: true }).extend({ model: z.string() }).strip()),
  createdAt: z.iso.datetime(),
})
export type RelayRoute = z.infer<typeof RelayRoute>
export const RouteParams = z.object({ routeId: z.uuid() })

export const NewCredential = z
  .strictObject({ provider: z.string().max(40), ...access })
  .meta({ examples: [{ ...example, fields: { key: 'sk-example' } }] })
export type NewCredential = z.infer<typeof NewCredential>

/** An organization's own credential; its secrets are never shown again. */
export const ProviderCredential = z.object(shown)
export type ProviderCredential = z.infer<typeof ProviderCredential>
export const CredentialParams = z.object({ organizationId: z.uuid(), credentialId: z.uuid() })

export const OfferedModel = z.object({ id: z.string(), owner: z.string(), since: z.iso.datetime() })
export type OfferedModel = z.infer<typeof OfferedModel>
