import { keyStrangers, objectStrangers, type Strangers, type Table, undeclaredPaths } from '@vitrine/ledger'
import type { Context } from '../../context.ts'
import { sampleDocuments } from '../../platform/db/sample.ts'
import { databaseIn } from '../erasure/scope.ts'

/** What a page of a scan came to. `next`: where to go on; `undefined` at the end. */
type Page = { readonly looked: number; readonly next: string | undefined }

/** One store to go through, page by page; what nothing declares is added to `found`. */
export type Scan = {
  readonly kind: 'keys' | 'objects' | 'documents'
  readonly pages: (from: string | undefined, found: Strangers) => AsyncIterable<Page>
}

const objectsPerPage = 1_000

/** Everything whose names or contents have to be gone through; always in the same order. */
export function scansOf(ctx: Context): Scan[] {
  const { declarations } = ctx
  const stores = [...new Set([ctx.control, ...ctx.regions.map((region) => ctx.region({ region }))])]
  const keysOf = keyStrangers(declarations)
  const objectsOf = objectStrangers(declarations)
  return [
    ...stores.map(
      ({ ephemeral }): Scan => ({
        kind: 'keys',
        async *pages(from, found) {
          for await (const { names, next } of ephemeral.scan(from)) {
            keysOf(names, found)
            yield { looked: names.length, next }
          }
        },
      }),
    ),
    ...stores.map(
      ({ objects }): Scan => ({
        kind: 'objects',
        async *pages(from, found) {
          let names: string[] = []
          for await (const { name } of objects.listEverything(from)) {
            names.push(name)
            if (names.length < objectsPerPage) continue
            objectsOf(names, found)
            yield { looked: names.length, next: name }
            names = []
          }
          objectsOf(names, found)
          yield { looked: names.length, next: undefined }
        },
      }),
    ),
    ...declarations.tables.flatMap((table) => documentScans(ctx, table)),
  ]
}

/** Field names that a programmer chose; others may be somebody's. */
const plain = (path: string): string =>
  path.replaceAll(/[^.[\]]+/g, (name) => (/^[a-z_]\w{0,39}$/i.test(name) ? name : '…'))

/** A sample of the JSON documents in a column is looked at for fields that are not declared. */
function documentScans(ctx: Context, table: Table): Scan[] {
  const columns = Object.entries(table.columns).flatMap(([name, { holds }]) => (holds ? [{ name, holds }] : []))
  const regions = table.region === 'control' ? ctx.regions.slice(0, 1) : ctx.regions
  return regions.flatMap((region) =>
    columns.map(({ name, holds }): Scan => {
      const undeclared = undeclaredPaths(holds)
      return {
        kind: 'documents',
        async *pages(_, found) {
          const documents = await sampleDocuments(databaseIn(ctx, region, table), table.name, name)
          for (const document of documents)
            for (const path of undeclared(document)) {
              const place = `${table.name}.${name} ${plain(path)}`
              found[place] = { count: (found[place]?.count ?? 0) + 1 }
            }
          yield { looked: documents.length, next: undefined }
        },
      }
    }),
  )
}
