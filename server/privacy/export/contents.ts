import { type ExportPlan, type ExportTable, erasurePlan, exportPlan } from '@vitrine/ledger'
import type { ErasureSubject } from '@vitrine/protocol'
import type { Context } from '../../context.ts'
import { type Found, find } from '../erasure/find.ts'
import { rootOf } from '../erasure/subject.ts'
import type { ExportFile } from './export-file.ts'
import { idsToHandOut, readInBatches } from './found-rows.ts'
import { mediaFiles } from './media.ts'
import { type Reach, reachOf } from './reach.ts'
import { readableRow } from './readable-row.ts'
import { shortLivedLines } from './short-lived.ts'

export type Contents = {
  readonly plan: ExportPlan
  /** How many pieces there will be, for saying how far it is. */
  readonly parts: number
  readonly files: (step: (parts: number) => void) => AsyncGenerator<ExportFile>
}

/** What there is about a subject: looked up now, read when the files are taken. */
export async function contentsOf(ctx: Context, region: string, subject: ErasureSubject): Promise<Contents> {
  const root = rootOf(ctx, subject.kind)
  const plan = exportPlan(ctx.declarations, root, subject.kind)
  const erasure = erasurePlan(ctx.declarations, root)
  const reach = reachOf(ctx, region, subject.kind)
  const found = await find(ctx, reach.scope, erasure, [subject.id])
  const ids = await idsToHandOut(reach, plan, erasure, found)
  const prefixes = [...found.prefixes, ...(found.shared ?? []).flatMap((one) => one.prefixes)]
  const parts = prefixes.length + [...ids.values()].reduce((sum, { length }) => sum + length, 0)
  async function* files(step: (parts: number) => void): AsyncGenerator<ExportFile> {
    for (const table of plan.tables)
      yield {
        path: `${table.why === 'named' ? 'mentions' : 'data'}/${table.table.name}.ndjson`,
        place: table.table.name,
        compress: true,
        body: tableLines(ctx, reach, table, ids, step),
      }
    if (plan.keyspaces.length > 0)
      yield { path: 'data/short-lived.ndjson', compress: true, body: shortLived(reach, plan, found) }
    for (const bucket of plan.buckets)
      for (const prefix of prefixes.filter(({ pattern }) => pattern === bucket.pattern)) {
        for (const each of bucket.region === 'control' ? [region] : reach.scope)
          yield* mediaFiles(ctx, each, bucket, prefix)
        step(1)
      }
  }
  return { plan, parts, files }
}

const shortLived = (reach: Reach, plan: ExportPlan, { keys }: Found) =>
  shortLivedLines((space) => reach.storesOf(space).map(({ ephemeral }) => ephemeral), plan.keyspaces, keys)

async function* tableLines(
  ctx: Context,
  reach: Reach,
  table: ExportTable,
  ids: ReadonlyMap<string, string[]>,
  step: (parts: number) => void,
): AsyncGenerator<Buffer> {
  for (const stores of reach.storesOf(table.table))
    for await (const rows of readInBatches(stores, table, ids)) {
      const lines: string[] = []
      for (const row of rows) lines.push(`${JSON.stringify(await readableRow(ctx, stores, table, row))}\n`)
      if (ids.has(table.table.name)) step(rows.length)
      if (lines.length > 0) yield Buffer.from(lines.join(''))
    }
}
