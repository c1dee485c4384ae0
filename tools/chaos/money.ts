import { type ChildProcess, fork } from 'node:child_process'
import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { bookPayment } from '../../server/billing/book-payment.ts'
import { checkBalances } from '../../server/billing/check-balances.ts'
import type { Context } from '../../server/context.ts'
import { declarations } from '../../server/declarations.ts'
import { openContext } from '../../server/open-context.ts'
import { startEmbedded } from '../../server/platform/db/embedded.ts'
import { testConfig } from '../../server/testing/config.ts'
import { transact } from '../../server/transact.ts'
import type { Said, Told, Work } from './money-node.ts'
import { plannedRequest } from './requests.ts'

export type Chaos = { readonly requests: number; readonly crashes: number; readonly seed?: string }

export type Outcome = {
  readonly seed: string
  readonly asked: number
  readonly charged: number
  readonly known: number
  readonly refused: Readonly<Record<string, number>>
  readonly crashes: number
  readonly disconnections: number
  /** What is not as it should be, in words; empty. */
  readonly wrong: readonly string[]
}

const dollar = 1_000_000_000_000n
/** Some run dry, some don't. */
const funds = [dollar / 50n, dollar / 2n, 5n * dollar, 100n * dollar]
const atATime = 50

type Heard = (said: Extract<Said, { over: unknown }>) => void

const load = (): ChildProcess =>
  fork(join(import.meta.dirname, 'money-node.ts'), { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })

class Machine {
  readonly #told: Told
  readonly #heard: Heard
  #child: ChildProcess | undefined
  /** The program for the time after the next crash, loaded meanwhile: that is most of what a start takes. */
  #next = load()
  #under = new Set<number>()

  constructor(told: Told, heard: Heard) {
    this.#told = told
    this.#heard = heard
  }

  get busy(): boolean {
    return this.#under.size > 0
  }

  async start(): Promise<void> {
    const child = this.#next
    this.#child = child
    this.#next = load()
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    child.on('message', (said: Said) => {
      if ('ready' in said) return resolve()
      if ('ended' in said) return
      for (const number of said.over) this.#under.delete(number)
      this.#heard(said)
    })
    child.once('exit', (code) => reject(new Error(`A node ended with ${code} before it was ready`)))
    child.send(this.#told)
    await promise
  }

  work(numbers: readonly number[]): void {
    this.#under = new Set(numbers)
    this.#child?.send({ numbers } satisfies Work)
  }

  /** As a power cut ends it. Answers what it was at. */
  async kill(): Promise<readonly number[]> {
    const child = this.#child
    const ended = new Promise((done) => child?.once('exit', done))
    child?.kill('SIGKILL')
    await ended
    const left = [...this.#under]
    this.#under.clear()
    return left
  }

  /** After the last start. */
  dispose(): void {
    this.#next.kill('SIGKILL')
  }

  async end(): Promise<void> {
    const ended = new Promise((done) => this.#child?.once('exit', done))
    this.#child?.send('end' satisfies Work)
    await ended
  }
}

/** Two machines charge requests on shared balances while they are killed and lose the database. Answers what came of it. */
export async function moneyChaos({ requests, crashes, seed = randomUUID() }: Chaos): Promise<Outcome> {
  const dir = await mkdtemp(join(tmpdir(), 'vitrine-chaos-'))
  const embedded = await startEmbedded({ dir: join(dir, 'postgres'), durable: false })
  const { host, user, password, database } = embedded.connection
  const databaseUrl = `postgres://${user}:${password}@localhost/${database}?host=${encodeURIComponent(host)}`
  const shared = { databaseUrl, masterKey: randomBytes(32).toString('base64') }
  try {
    const { ctx, close } = await openContext({ ...testConfig(join(dir, 'here')), ...shared }, declarations)
    const organizations = await fund(ctx)
    const told = { ...shared, seed, organizations }
    const safe = new Set<number>()
    const refused: Record<string, number> = {}
    const machines = ['one', 'other'].map(
      (name) =>
        new Machine({ ...told, dataDir: join(dir, name) }, (said) => {
          for (const number of said.safe) safe.add(number)
          for (const [why, count] of Object.entries(said.refused)) refused[why] = (refused[why] ?? 0) + count
        }),
    )
    const counts = await run(ctx, machines, { requests, crashes }).finally(() => {
      for (const machine of machines) machine.dispose()
    })
    const { charged, wrong } = await verify(ctx, { seed, organizations, safe, requests })
    await close()
    return { seed, asked: requests, charged, known: safe.size, refused, ...counts, wrong }
  } finally {
    await embedded.stop()
    await rm(dir, { recursive: true, force: true, maxRetries: 20 })
  }
}

async function fund(ctx: Context): Promise<string[]> {
  const organizations = funds.map(() => randomUUID())
  for (const [place, organizationId] of organizations.entries())
    await transact(ctx, ctx.control, (ctx, tx) =>
      bookPayment(ctx, tx, { id: randomUUID(), organizationId, kind: 'top-up', amount: funds[place] ?? 0n }),
    )
  return organizations
}

async function run(ctx: Context, machines: readonly Machine[], { requests, crashes }: Omit<Chaos, 'seed'>) {
  await Promise.all(machines.map((machine) => machine.start()))
  const counts = { crashes: 0, disconnections: 0 }
  const waiting = Array.from({ length: requests }, (_, number) => number)
  const rounds = Math.ceil(requests / (machines.length * atATime))
  for (let round = 0; waiting.length > 0; round++) {
    const lots = machines.map(() => waiting.splice(-atATime))
    // Some on both at once, as a proxy that tries again would send them.
    for (const [place, machine] of machines.entries())
      machine.work([...(lots[place] ?? []), ...(lots[0] ?? []).slice(0, 3 * place)])
    const isCrash = counts.crashes < crashes && round * crashes >= counts.crashes * rounds
    const victim = machines[counts.crashes % machines.length]
    if (isCrash && victim) {
      await pause(Math.random() * 100)
      const left = await victim.kill()
      counts.crashes++
      // Half of what it was at is tried again, elsewhere or by itself: whatever it had charged must not count twice.
      waiting.push(...left.filter((number) => number % 2 === 0 && round < 4 * rounds))
      await victim.start()
    } else if (round % 5 === 4) {
      await sql`select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid() and random() < 0.3`.execute(ctx.control.db)
      counts.disconnections++
    }
    while (machines.some(({ busy }) => busy)) await pause(5)
  }
  await Promise.all(machines.map((machine) => machine.end()))
  // Whatever a killed one left behind is taken by the next on its folder.
  await Promise.all(machines.map((machine) => machine.start()))
  await Promise.all(machines.map((machine) => machine.end()))
  return counts
}

type Verified = { seed: string; organizations: readonly string[]; safe: ReadonlySet<number>; requests: number }

async function verify(ctx: Context, { seed, organizations, safe, requests }: Verified) {
  const wrong: string[] = (await checkBalances(ctx)).map(
    ({ organizationId, what, expected, found }) => `${what} of ${organizationId}: ${expected} expected, ${found} found`,
  )
  const entries = await ctx.control.db
    .selectFrom('balance_transactions')
    .select(['movement', 'organization_id', 'amount'])
    .where('kind', '=', 'charge')
    .where('account', '=', 'customer')
    .execute()
  const charged = Map.groupBy(entries, ({ movement }) => movement)
  const plans = Array.from({ length: requests }, (_, number) => plannedRequest(seed, number, organizations))
  const known = new Map(plans.map((plan) => [plan.requestId, plan]))
  for (const [id, those] of charged) {
    const plan = known.get(id)
    if (those.length !== 1) wrong.push(`request ${id} was charged ${those.length} times`)
    if (!plan || !plan.end.startsWith('settled')) wrong.push(`request ${id} was charged and should not have been`)
    if (plan && BigInt(those[0]?.amount ?? 0) !== -plan.cost) wrong.push(`request ${id} was charged a wrong amount`)
    if (plan && those[0]?.organization_id !== plan.organizationId) wrong.push(`request ${id} was charged to another`)
  }
  for (const number of safe)
    if (!charged.has(plans[number]?.requestId ?? '')) wrong.push(`the charge of request ${number} was lost`)
  const rows = await ctx.control.db.selectFrom('balances').selectAll().execute()
  for (const { organization_id, amount, leased } of rows) {
    if (BigInt(amount) < 0n) wrong.push(`${organization_id} spent more than it had: ${amount}`)
    if (BigInt(leased) !== 0n) wrong.push(`${organization_id} has ${leased} set aside by nobody`)
  }
  return { charged: charged.size, wrong }
}
