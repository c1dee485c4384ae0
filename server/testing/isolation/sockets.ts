import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { fill, placeholders } from '@vitrine/ledger'
import type { FastifyInstance } from 'fastify'
import { vi } from 'vitest'
import { WebSocket } from 'ws'
import { z } from 'zod'
import { columnsOf } from '../../platform/db/rows.ts'
import { databaseIn, storesIn } from '../../privacy/erasure/scope.ts'
import { type Answer, anonymous, type Credentials, outsider, signedIn } from './callers.ts'
import { type Draft, draftsOf } from './draft.ts'
import { idIn, idOfNothing, type Ref } from './ids.ts'
import type { Probe } from './probe.ts'
import type { Route, Socket } from './routes.ts'

const patience = { timeout: 10_000, interval: 10 }
const notUnderstood = 'no message at all'

const contract = (url: string, schema: z.ZodType, io: 'input' | 'output'): Route => ({
  route: `socket ${url}`,
  method: 'GET',
  path: url,
  permission: 'member',
  scope: 'read',
  query: [],
  body: { type: 'application/json', schema: z.toJSONSchema(schema, { io, unrepresentable: 'any' }) },
  accepts: schema,
})

const portOf = (app: FastifyInstance): number => (app.server.address() as AddressInfo).port

const headersOf = ({ ctx }: Probe, { cookies = {}, headers = {} }: Credentials) => ({
  ...headers,
  origin: ctx.config.publicUrl,
  cookie: Object.entries(cookies)
    .map(([name, value]) => `${name}=${value}`)
    .join('; '),
})

/** One end of a socket: what it says, and all it has heard. */
async function open(probe: Probe, url: string, who: Credentials) {
  const address = `ws://127.0.0.1:${portOf(probe.app)}${url}`
  const socket = new WebSocket(address, { headers: headersOf(probe, who) })
  const heard: string[] = []
  socket.on('message', (data: Buffer) => void heard.push(data.toString()))
  await once(socket, 'open')
  return {
    heard,
    say: (message: unknown) => socket.send(JSON.stringify(message)),
    /** Messages are worked off in their order: once this one was refused, all before it were answered. */
    async settle() {
      const before = heard.filter((text) => text.includes('invalid-request')).length
      socket.send(notUnderstood)
      await vi.waitUntil(() => heard.filter((text) => text.includes('invalid-request')).length > before, patience)
    },
    close: () => socket.terminate(),
  }
}

async function isRefused(probe: Probe, url: string, who: Credentials): Promise<boolean> {
  const address = `ws://127.0.0.1:${portOf(probe.app)}${url}`
  const socket = new WebSocket(address, { headers: headersOf(probe, who) })
  const opened = await once(socket, 'open').then(
    () => true,
    () => false,
  )
  socket.terminate()
  return !opened
}

/** A draft's message, and what it named. */
async function messageOf({ refs, fill: filled }: Draft, choose: (ref: Ref) => Promise<string>) {
  const named: (readonly [Ref, string])[] = []
  for (const ref of refs) named.push([ref, await choose(ref)])
  return { message: filled((ref) => named.find(([one]) => one.name === ref.name)?.[1] ?? '').payload, named }
}

/** Says all there is to say on every channel that belongs to something of theirs. */
async function publishAll({ ctx, theirs }: Probe, told: readonly Draft[]): Promise<void> {
  for (const space of ctx.declarations.keyspaces.filter(({ kind }) => kind === 'channel')) {
    const table = ctx.declarations.tables.find(({ name }) => name === space.of)
    if (!table) continue
    const db = databaseIn(ctx, ctx.config.region, table)
    for (const row of await columnsOf(db, table.name, placeholders(space.pattern), theirs.things[table.name] ?? []))
      for (const draft of told) {
        const { message } = await messageOf(draft, (ref) => idIn(ctx, theirs, ref))
        const key = { name: fill(space.pattern, row), space: { ...space, kind: 'channel' as const } }
        await storesIn(ctx, ctx.config.region, space).ephemeral.publish(key, JSON.stringify(message))
      }
  }
}

/** Tries every message of a socket's contract as everybody who must not, and listens for what is not theirs. */
export async function socketViolations(probe: Probe, { url, hears, tells }: Socket): Promise<string[]> {
  const { ctx, theirs } = probe
  const found: string[] = []
  for (const [who, credentials] of Object.entries(probe.unknowns))
    if (!(await isRefused(probe, url, credentials))) found.push(`socket ${url}: ${who} is let in`)

  const said = await draftsOf(contract(url, hears, 'input'))
  const told = (await draftsOf(contract(url, tells, 'output'))).filter(
    ({ fill: filled }) => !JSON.stringify(filled(() => '').payload).includes('"project-erased"'),
  )
  const stranger = await open(probe, url, await outsider(ctx))
  const rightful = await open(probe, url, await signedIn(ctx, theirs.users.owner))
  try {
    for (const draft of said) {
      const ask = async (end: typeof stranger, choose: (ref: Ref) => Promise<string>): Promise<Answer> => {
        const { message, named } = await messageOf(draft, choose)
        const before = end.heard.length
        end.say(message)
        await end.settle()
        return { status: 0, text: end.heard.slice(before).join('\n'), named }
      }
      const [real, absent] = [
        await ask(stranger, (ref) => idIn(ctx, theirs, ref)),
        await ask(stranger, async (ref) => idOfNothing(ref)),
      ]
      const what = JSON.stringify(draft.fill(({ name }) => `<${name}>`).payload)
      if (anonymous(real) !== anonymous(absent))
        found.push(`socket ${url}: ${what} tells a stranger from nothing: ${real.text}`)
      const own = await ask(rightful, (ref) => idIn(ctx, theirs, ref))
      const answers = own.text.split('\n').filter((text) => !text.includes('invalid-request'))
      if (answers.some((text) => text.includes('"refused"')))
        found.push(`socket ${url}: ${what} is refused to whoever has the right: ${own.text}`)
    }
    // The last message of some contracts takes back the first.
    for (const draft of said.slice(0, 1)) {
      const { message } = await messageOf(draft, (ref) => idIn(ctx, theirs, ref))
      for (const end of [stranger, rightful]) {
        end.say(message)
        await end.settle()
      }
    }
    const [before, known] = [stranger.heard.length, rightful.heard.length]
    await publishAll(probe, told)
    await vi
      .waitUntil(() => rightful.heard.length > known, patience)
      .catch(() => {
        found.push(`socket ${url}: whoever has the right hears nothing, so the test says nothing about it`)
      })
    await rightful.settle()
    await stranger.settle()
    const overheard = stranger.heard.slice(before).filter((text) => !text.includes('invalid-request'))
    for (const text of overheard) found.push(`socket ${url}: a stranger hears ${text}`)
  } finally {
    stranger.close()
    rightful.close()
  }
  return found
}
