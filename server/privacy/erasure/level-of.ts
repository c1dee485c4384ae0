import type { ErasurePlan, Table } from '@vitrine/ledger'
import type { StoreOutcome } from '@vitrine/protocol'
import type { Context } from '../../context.ts'
import { objectPlace, tablePlace } from './places.ts'

const day = 86_400_000

/** The day on which the last copy that was made before now is thrown away. */
export const dayAfter = (ctx: Context, days: number): string =>
  new Date(ctx.now().getTime() + days * day).toISOString().slice(0, 10)

const isSealed = ({ columns }: Table): boolean => {
  const saying = Object.values(columns).filter(({ meaning }) => meaning.class !== 'operational')
  return saying.length > 0 && saying.every(({ sealed }) => sealed?.under === 'subject')
}

/**
 * How thoroughly a place is rid of it, and until when a copy can be read somewhere. A deleted row stays in the database's
 * files until they are reused and in its backups; an object is removed, and what its copies hold is as unreadable as its
 * key is gone.
 */
export function levelOf(ctx: Context, plan: ErasurePlan, place: string): Pick<StoreOutcome, 'level' | 'goneOn'> {
  const { backupDays, keysBackupDays } = ctx.config
  const table = plan.tables.find(({ name }) => tablePlace(name) === place)
  if (table?.holdsKeys) return { level: 'L1', goneOn: dayAfter(ctx, keysBackupDays) }
  if (table && isSealed(table)) return { level: 'L2', goneOn: dayAfter(ctx, keysBackupDays) }
  if (place.startsWith('table ')) return { level: 'L1', goneOn: dayAfter(ctx, backupDays) }
  if (place.startsWith('objects ')) {
    const ownKey = plan.buckets.some(({ pattern, encrypted }) => encrypted && objectPlace(pattern) === place)
    return { level: 'L2', goneOn: dayAfter(ctx, ownKey ? keysBackupDays : backupDays) }
  }
  return { level: 'L2', goneOn: dayAfter(ctx, 0) }
}
