import { sql } from 'kysely'
import type { Context } from '../../context.ts'
import { openPool } from '../../platform/db/open.ts'
import { memoryEphemeral } from '../../platform/ephemeral/memory.ts'
import type { Ephemeral } from '../../platform/ephemeral/port.ts'
import { postgresEphemeral } from '../../platform/ephemeral/postgres.ts'
import { redisEphemeral } from '../../platform/ephemeral/redis.ts'
import { sharedServer } from '../../testing/database.ts'
import { redisProgram } from '../../testing/redis.ts'
import { askFor } from '../../testing/servers.ts'

type Kept = { readonly ephemeral: Ephemeral; readonly close: () => Promise<void> }
type Keeper = {
  readonly name: string
  /** Not to be had on this machine. */
  readonly missing: boolean
  readonly open: (ctx: Context, now: () => Date) => Promise<Kept>
}

const closing = (ephemeral: Ephemeral): Kept => ({ ephemeral, close: () => ephemeral.close() })

/** In the context's own database, as a process has it that has just started. */
export async function inPostgres({ control }: Context, now: () => Date): Promise<Kept> {
  const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(control.db)
  const pool = openPool({ ...(await sharedServer()), database: rows[0]?.name ?? '' }, { max: 2 })
  const ephemeral = postgresEphemeral({ pool, now })
  const close = async () => {
    await ephemeral.close()
    await pool.end()
  }
  return { ephemeral, close }
}

/** Every adapter that may keep what tests are about. */
export const keepers: readonly Keeper[] = [
  { name: 'PostgreSQL', missing: false, open: inPostgres },
  { name: 'memory', missing: false, open: async (_, now) => closing(memoryEphemeral({ now })) },
  {
    name: 'Redis',
    missing: !redisProgram(),
    open: async (_, now) => closing(await redisEphemeral({ ...(await askFor('redis')), now })),
  },
]
