import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Stores } from './context.ts'
import type { Config } from './platform/config/config.ts'
import { openPool } from './platform/db/open.ts'

/** Whether the database that the settings name was used before, so that there was a master key. Changes nothing. */
export async function sealedBefore({
  databaseUrl,
  dataDir,
}: Pick<Config, 'databaseUrl' | 'dataDir'>): Promise<boolean> {
  if (databaseUrl === undefined) return existsSync(join(dataDir, 'postgres', 'data', 'PG_VERSION'))
  const pool = openPool(databaseUrl, { max: 1 })
  try {
    const { rows } = await pool.query(`select to_regclass('platform_secrets') is not null as made`)
    return Boolean(rows[0]?.made) && (await pool.query('select 1 from platform_secrets limit 1')).rows.length > 0
  } finally {
    await pool.end()
  }
}

/** Whether this database holds anything that is encrypted. */
export const hasSealed = async (db: Stores['db']): Promise<boolean> =>
  (await db.selectFrom('platform_secrets').select('name').limit(1).executeTakeFirst()) !== undefined
