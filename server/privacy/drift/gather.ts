import { type Difference, keyDifferences, objectDifferences, type Strangers } from '@vitrine/ledger'
import type { Context } from '../../context.ts'
import { findDifferences } from '../../platform/agreement.ts'
import { readCatalog } from '../../platform/db/catalog.ts'
import { misplacedRows } from './misplaced-rows.ts'
import { observedDifferences } from './observed.ts'
import type { Progress } from './tables.ts'

/** What the scans have found, together with what can be seen at a glance: catalogs, queues, hosts, the log. */
export async function gather(
  ctx: Context,
  { keys, objects, documents }: Progress,
): Promise<{ differences: Difference[]; looked: Record<string, number> }> {
  const observed = await observedDifferences(ctx)
  const differences = [
    ...(await findDifferences(ctx, { namesApart: true, extensions: true })),
    ...keyDifferences(keys),
    ...objectDifferences(objects),
    ...documentDifferences(documents),
    ...observed.differences,
    ...(await misplacedRows(ctx)),
  ]
  const dbs = new Set(
    [ctx.control, ...ctx.regions.map((region) => ctx.region({ region }))].flatMap(({ db, keys }) => [db, keys]),
  )
  const catalogs = await Promise.all([...dbs].map((db) => readCatalog(db, { extensions: true })))
  const tables = catalogs.reduce((sum, { length }) => sum + length, 0)
  return { differences, looked: { tables, ...observed.looked } }
}

/** What JSON documents hold beyond their declaration, from "table.column path". */
function documentDifferences(found: Strangers): Difference[] {
  return Object.keys(found).map((place) => {
    const [column = '', path = ''] = place.split(' ')
    return {
      code: 'undeclared-json',
      place,
      what: `Documents in ${column} hold ${path}, which is not declared.`,
      write: `Add '${path}' to what json(…, […]) of ${column} may hold, with its class in mind; or stop writing it and take it out of what is stored.`,
    }
  })
}
