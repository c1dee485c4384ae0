import { randomBytes } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { type Kysely, sql } from 'kysely'
import type { Context } from '../../context.ts'
import { addRoot, rootPlace } from './hold-keys.ts'
import { readUnderRoots } from './read-keys.ts'
import { rewrapAll } from './rewrap.ts'

export type Rotation = {
  /** How long what was signed under the old key stays valid. */
  readonly overlapHours: number
  readonly say: (text: string) => void
  /** How long to wait for other processes to follow. */
  readonly patienceMs?: number
}

/**
 * Brings a new root key into force while the installation runs. Nobody encrypts with it before every process knows it, and
 * everything is encrypted anew only once every process encrypts with it. Broken off at any point, the next run goes on
 * from there. `false`: it could not be finished; why was said.
 */
export async function rotateKeys(ctx: Context, how: Rotation): Promise<boolean> {
  const { keys } = ctx.control
  return alone(keys, how, async () => {
    const next = (await unfinished(keys)) ?? (await prepare(ctx, how))
    await ctx.rootKeys.refresh()
    if (!(await everybody(keys, how, sql`${next} = any(knows)`, 'does not know the new key yet'))) return false
    await promote(keys, next)
    await ctx.rootKeys.refresh()
    how.say(`The root key ${next} is in force.`)
    if (!(await everybody(keys, how, sql`seals_with = ${next}`, 'still encrypts with the old key'))) return false
    const count = await rewrapAll(ctx, (place, done) => how.say(`  ${done} of ${place} encrypted anew`))
    const left = (await readUnderRoots(ctx)).filter(({ root }) => root !== next)
    for (const { place, root, count: more } of left) how.say(`  ${more} of ${place} are still under ${root}`)
    if (left.length > 0) return false
    await wrapAnew(ctx)
    await ctx.rootKeys.masterKeys.retire?.()
    await keys
      .updateTable('root_keys')
      .set({ retire_after: sql`now() + make_interval(secs => ${how.overlapHours * 3_600})` })
      .where('state', '=', 'previous')
      .where('retire_after', 'is', null)
      .execute()
    const retired = await retireKeys(ctx)
    how.say(`${count} values were encrypted anew. ${retired} old keys were destroyed.`)
    return true
  })
}

/** Destroys the earlier keys whose time is over and under which nothing is left. Answers how many. */
export async function retireKeys(ctx: Context): Promise<number> {
  const used = new Set((await readUnderRoots(ctx)).map(({ root }) => root))
  if (used.has('older')) return 0
  const { numUpdatedRows } = await ctx.control.keys
    .updateTable('root_keys')
    .set({ state: 'retired', wrapped: null, retired_at: sql`now()` })
    .where('state', '=', 'previous')
    .where('retire_after', '<=', sql<Date>`now()`)
    .where('id', 'not in', [...used, ''])
    .executeTakeFirst()
  await ctx.rootKeys.refresh()
  return Number(numUpdatedRows)
}

// Any number of our own.
const turn = 7_348_104

/** A lock that ends with this process, however it ends. */
const alone = (keys: Kysely<any>, { say }: Rotation, work: () => Promise<boolean>): Promise<boolean> =>
  keys.connection().execute(async (connection) => {
    const { rows } = await sql<{ got: boolean }>`select pg_try_advisory_lock(${turn}) as got`.execute(connection)
    if (!rows[0]?.got) {
      say('Another rotation is running.')
      return false
    }
    return work().finally(() => sql`select pg_advisory_unlock(${turn})`.execute(connection))
  })

/** The key that an earlier run was bringing into force. */
async function unfinished(keys: Kysely<any>): Promise<string | undefined> {
  const rows = await keys.selectFrom('root_keys').select(['id', 'state', 'retire_after']).execute()
  const next = rows.find(({ state }) => state === 'next')
  const open = rows.some(({ state, retire_after }) => state === 'previous' && retire_after === null)
  return next?.id ?? (open ? rows.find(({ state }) => state === 'current')?.id : undefined)
}

async function prepare(ctx: Context, { say }: Rotation): Promise<string> {
  const { masterKeys } = ctx.rootKeys
  await masterKeys.renew?.()
  if (masterKeys.renew) say(`A new master key is in ${masterKeys.place}. Back it up.`)
  await wrapAnew(ctx)
  return addRoot(ctx.control.keys, masterKeys, randomBytes(32), 'next')
}

/** Every root key under the newest master key. */
async function wrapAnew({ control: { keys }, rootKeys: { masterKeys } }: Context): Promise<void> {
  const rows = await keys.selectFrom('root_keys').select(['id', 'wrapped']).where('state', '!=', 'retired').execute()
  for (const { id, wrapped } of rows) {
    if (!wrapped) continue
    const root = await masterKeys.unwrap(wrapped, rootPlace(id))
    const again = await masterKeys.wrap(root, rootPlace(id))
    root.fill(0)
    await keys.updateTable('root_keys').set({ wrapped: again }).where('id', '=', id).execute()
  }
}

const promote = (keys: Kysely<any>, next: string) =>
  keys.transaction().execute(async (tx) => {
    const isNext = await tx
      .selectFrom('root_keys')
      .where('id', '=', next)
      .where('state', '=', 'next')
      .select('id')
      .executeTakeFirst()
    if (!isNext) return
    await tx.updateTable('root_keys').set({ state: 'previous' }).where('state', '=', 'current').execute()
    const current = { state: 'current', current_since: sql`now()` }
    await tx.updateTable('root_keys').set(current).where('id', '=', next).execute()
  })

/** Waits until every running process has followed. One that has been silent for a while has ended. */
async function everybody(
  keys: Kysely<any>,
  { say, patienceMs = 60_000 }: Rotation,
  followed: ReturnType<typeof sql>,
  lack: string,
): Promise<boolean> {
  for (const end = Date.now() + patienceMs; ; await delay(200)) {
    const { rows } = await sql<{ name: string }>`
      select name from key_holders where seen_at > now() - interval '15 seconds' and not ${followed}`.execute(keys)
    if (rows.length === 0) return true
    if (Date.now() < end) continue
    for (const { name } of rows) say(`${name} ${lack}. Give it the new master key, restart it, then run this again.`)
    return false
  }
}
