import { type BucketDeclaration, placeholders } from '@vitrine/ledger'
import type { Context, Stores } from '../../context.ts'
import { countWhere } from '../../platform/db/rows.ts'
import { storesOf } from '../erasure/find.ts'
import { objectPlace } from '../erasure/places.ts'

/** The values in an object's name at the places of the pattern's braces. */
function valuesIn(pattern: string, name: string): Record<string, string> | undefined {
  const names = placeholders(pattern)
  const source = pattern.replaceAll(/\{\w+\}/g, '([\\w.@-]+)')
  const match = new RegExp(`^${source}`).exec(name)
  return match ? Object.fromEntries(names.map((key, n) => [key, match[n + 1] ?? ''])) : undefined
}

async function orphansOf(bucket: BucketDeclaration, { objects, db }: Stores, table: string): Promise<number> {
  const lives = new Map<string, boolean>()
  let count = 0
  for await (const { name } of objects.listEverything()) {
    const id = valuesIn(bucket.pattern, name)?.['id']
    if (id === undefined) continue
    if (!lives.has(id)) lives.set(id, (await countWhere(db, table, 'id', [id])) > 0)
    if (lives.get(id)) continue
    await objects.delete({ name, bucket })
    count++
  }
  return count
}

/** Objects whose row is gone, as a write that raced with an erasure can leave behind. */
export async function sweepOrphans(ctx: Context): Promise<Record<string, number>> {
  const erased: Record<string, number> = {}
  for (const bucket of ctx.declarations.buckets)
    for (const region of ctx.regions) {
      const count = await orphansOf(bucket, storesOf(ctx, region, bucket), bucket.of)
      if (count > 0) erased[objectPlace(bucket.pattern)] = (erased[objectPlace(bucket.pattern)] ?? 0) + count
    }
  return erased
}
