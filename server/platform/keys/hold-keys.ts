import { createSecretKey, randomBytes } from 'node:crypto'
import { hostname } from 'node:os'
import { sealedPlace } from '@vitrine/ledger'
import { type Kysely, sql } from 'kysely'
import type { Stores } from '../../context.ts'
import { type RootKey, rootKey } from '../crypto/envelope.ts'
import type { MasterKeys } from './master-keys.ts'
import { rootKeys } from './tables.ts'

type Keys = Stores['keys']

/** The root keys as this process holds them. */
export interface HeldRoots {
  readonly masterKeys: MasterKeys
  /** In force, the one that seals first. */
  readonly roots: () => readonly RootKey[]
  /** Reads which there are, and says which of them it knows by now. */
  readonly refresh: () => Promise<void>
  /** Refreshes every so often, until `close`. */
  readonly watch: () => void
  readonly close: () => Promise<void>
}

type Options = {
  readonly keys: Keys
  readonly masterKeys: MasterKeys
  /** Whether something was sealed in this installation before it had root keys. */
  readonly sealedBefore: () => Promise<boolean>
  readonly name: string
  /** Told when a key there is cannot be opened, or the key store not be reached. */
  readonly onError: (error: unknown) => void
}

const everyMs = 2_000

// Any number of our own: of two first starts at once, the second adopts the key of the first.
const turn = 7_348_103

export const rootPlace = (id: string): string => sealedPlace(rootKeys, 'wrapped', id)

/** Opens the root keys, made on the first start. */
export async function holdKeys({ keys, masterKeys, sealedBefore, name, onError }: Options): Promise<HeldRoots> {
  await makeFirst(keys, masterKeys, sealedBefore)
  const self = { id: crypto.randomUUID(), name: `${name} on ${hostname()}, process ${process.pid}` }
  const known = new Map<string, RootKey>()
  let roots: readonly RootKey[] = []

  const refresh = async () => {
    const rows = await readRoots(keys)
    for (const { id, wrapped } of rows) {
      if (known.has(id)) continue
      const opened = await masterKeys.unwrap(wrapped, rootPlace(id)).catch(onError)
      if (opened) known.set(id, takeRoot(opened))
    }
    roots = rows.flatMap(({ id }) => known.get(id) ?? [])
    for (const id of known.keys()) if (!rows.some((row) => row.id === id)) known.delete(id)
    await report(keys, { ...self, knows: roots.map(({ id }) => id), seals_with: roots[0]?.id ?? '' })
  }

  await refresh()
  if (roots[0]?.id !== (await readRoots(keys))[0]?.id)
    throw new Error(
      `This installation was sealed with another master key than the one in ${masterKeys.place}. Put back the one it was used with.`,
    )
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> | undefined
  return {
    masterKeys,
    roots: () => roots,
    refresh,
    watch() {
      timer = setInterval(() => {
        running ??= refresh()
          .catch(onError)
          .finally(() => {
            running = undefined
          })
      }, everyMs)
      timer.unref()
    },
    async close() {
      clearInterval(timer)
      await running
      await keys.deleteFrom('key_holders').where('id', '=', self.id).execute()
    },
  }
}

function takeRoot(bytes: Buffer): RootKey {
  const key = createSecretKey(bytes)
  bytes.fill(0)
  return rootKey(key)
}

const order = sql`array_position(array['current', 'next', 'previous'], state)`

/** Those in force, the current one first. */
async function readRoots(keys: Keys): Promise<{ id: string; wrapped: Buffer }[]> {
  const rows = await keys
    .selectFrom('root_keys')
    .select(['id', 'wrapped'])
    .where('state', '!=', 'retired')
    .orderBy(order)
    .orderBy('created_at', 'desc')
    .execute()
  return rows.flatMap(({ id, wrapped }) => (wrapped ? { id, wrapped } : []))
}

async function makeFirst(keys: Keys, masterKeys: MasterKeys, sealedBefore: () => Promise<boolean>): Promise<void> {
  await keys.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(${turn})`.execute(tx)
    if (await tx.selectFrom('root_keys').select('id').limit(1).executeTakeFirst()) return
    const older = (await sealedBefore()) ? await masterKeys.older?.() : undefined
    for (const [place, root] of (older ?? [randomBytes(32)]).entries())
      await addRoot(tx, masterKeys, root, place === 0 ? 'current' : 'previous')
  })
}

/** Stores a root key, wrapped. Answers its id. */
export async function addRoot(
  db: Kysely<any>,
  masterKeys: MasterKeys,
  root: Buffer,
  state: 'next' | 'current' | 'previous',
): Promise<string> {
  const { id } = rootKey(createSecretKey(root))
  const wrapped = await masterKeys.wrap(root, rootPlace(id))
  root.fill(0)
  const since = state === 'current' ? sql`now()` : null
  await db.insertInto('root_keys').values({ id, state, wrapped, current_since: since }).execute()
  return id
}

type Holder = { readonly id: string; readonly name: string; readonly knows: string[]; readonly seals_with: string }

const report = (keys: Keys, holder: Holder) =>
  keys
    .insertInto('key_holders')
    .values(holder)
    .onConflict((on) =>
      on.column('id').doUpdateSet({ knows: holder.knows, seals_with: holder.seals_with, seen_at: sql`now()` }),
    )
    .execute()
