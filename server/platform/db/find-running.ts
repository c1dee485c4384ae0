import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Connection } from './embedded.ts'
import { role } from './initialize.ts'
import { placesIn } from './places.ts'
import { isClaimed } from './sole-owner.ts'

/**
 * The embedded database that a running server keeps below `dir`, so that an operator's command works beside it;
 * `undefined` where none runs. On Windows its port is known to the server alone.
 */
export async function findRunning(dir: string): Promise<Connection | undefined> {
  if (process.platform === 'win32' || !existsSync(dir)) return undefined
  const { owner, sockets, password } = placesIn(resolve(dir))
  if (!(await isClaimed(owner))) return undefined
  return { host: sockets, port: 5432, user: role, password: readFileSync(password, 'utf8'), database: role }
}
