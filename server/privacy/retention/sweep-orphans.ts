import { type BucketDeclaration, placeholders } from '@vitrine/ledger'
import type { Context, Stores } from '../../context.ts'
import { idsWhere } from '../../platform/db/rows.ts'
import { objectPlace } from '../erasure/places.ts'
import { storesOf } from '../erasure/scope.ts'

/** Rows asked for at once. */
const batch = 500

/** Reads the row's id out of an object's name; `undefined` where no row of ours can have made it. */
function idReader({ pattern }: BucketDeclaration): (name: string) => string | undefined {
  const place = placeholders(pattern).indexOf('id')
  const source = new RegExp(`^${pattern.replaceAll(/\{\w+\}/g, '([\\w.@-]+)')}`)
  return (name) => {
    const id = source.exec(name)?.[place + 1]
    return id && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id) ? id : undefined
  }
}

/** Rows come before their objects, so what has none by the time it is asked for has none any more. */
async function removeDead(bucket: BucketDeclaration, { objects, db }: Stores, seen: ReadonlyMap<string, string[]>) {
  const lives = new Set(await idsWhere(db, bucket.of, 'id', [...seen.keys()]))
  const dead = [...seen].filter(([id]) => !lives.has(id)).flatMap(([, names]) => names)
  for (const name of dead) await objects.delete({ name, bucket })
  return dead.length
}

/** However many there are: the names of a batch are all that is held of them. */
async function orphansOf(bucket: BucketDeclaration, stores: Stores): Promise<number> {
  const idIn = idReader(bucket)
  const prefix = bucket.pattern.slice(0, bucket.pattern.indexOf('{'))
  const seen = new Map<string, string[]>()
  let count = 0
  for await (const { name } of stores.objects.list({ prefix, bucket })) {
    const id = idIn(name)
    if (id === undefined) continue
    if (!seen.has(id) && seen.size >= batch) {
      count += await removeDead(bucket, stores, seen)
      seen.clear()
    }
    seen.set(id, [...(seen.get(id) ?? []), name])
  }
  return count + (await removeDead(bucket, stores, seen))
}

/** Objects whose row is gone, as a write that raced with an erasure can leave behind. */
export async function sweepOrphans(ctx: Context): Promise<Record<string, number>> {
  const erased: Record<string, number> = {}
  for (const bucket of ctx.declarations.buckets)
    for (const stores of storesOf(ctx, ctx.regions, bucket)) {
      const count = await orphansOf(bucket, stores)
      if (count > 0) erased[objectPlace(bucket.pattern)] = (erased[objectPlace(bucket.pattern)] ?? 0) + count
    }
  return erased
}
