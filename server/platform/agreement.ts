import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { agree, check, type Difference, listDifferences, type Observed } from '@vitrine/ledger'
import type { Context, Stores } from '../context.ts'
import type { Config } from './config/config.ts'
import { readCatalog } from './db/catalog.ts'
import { activeRecipients } from './egress/active-recipients.ts'
import { hostsOf, isLoopback } from './egress/hosts.ts'
import { readQueue } from './jobs/read-queue.ts'
import { readLocalFiles } from './read-local-files.ts'

/** Thrown where the declarations and the installation disagree; the message says for each difference what to write. */
export class Disagreement extends Error {
  override readonly name = 'Disagreement'
  readonly differences: readonly Difference[]

  constructor(differences: readonly Difference[]) {
    super(`What is stored and what is declared differ in ${differences.length}:\n\n${listDifferences(differences)}\n`)
    this.differences = differences
  }
}

/**
 * Throws `Disagreement` unless the declarations hold together and describe exactly what every store holds. Of objects it
 * looks at some in every folder: a start must not take longer the more there are.
 */
export async function assertAgreement(ctx: Context): Promise<void> {
  const differences = await findDifferences(ctx, { objectsPerFolder: 1_000 })
  if (differences.length > 0) throw new Disagreement(differences)
}

type Extent = {
  readonly objectsPerFolder?: number
  /** Also what extensions brought into the database: an operator's choice, so no reason not to start. */
  readonly extensions?: boolean
  /** Without the names of keys and objects, which somebody else looks at. */
  readonly namesApart?: boolean
}

/** Every difference between what is declared and what there is, each once. */
export async function findDifferences(ctx: Context, extent: Extent = {}): Promise<Difference[]> {
  const found = check(ctx.declarations)
  const stores = new Set([ctx.control, ...ctx.regions.map((region) => ctx.region({ region }))])
  for (const each of stores) found.push(...agree(ctx.declarations, await observe(ctx, each, extent), fileOf))
  return [...new Map(found.map((difference) => [`${difference.code} ${difference.place}`, difference])).values()]
}

/** What these stores hold, as the stores themselves tell. */
export async function observe(
  ctx: Context,
  { db, keys, ephemeral, objects }: Stores,
  { objectsPerFolder, extensions = false, namesApart = false }: Extent = {},
): Promise<Observed> {
  const found = objectsPerFolder ? objects.listSome(objectsPerFolder) : objects.listEverything()
  return {
    tables: await readCatalog(db, { extensions }),
    keyTables: await readCatalog(keys, { extensions }),
    keys: namesApart ? [] : await Array.fromAsync(ephemeral.names()),
    objects: namesApart ? [] : await Array.fromAsync(found, ({ name }) => name),
    files: await readLocalFiles(ctx),
    jobs: await readQueue(db),
    hosts: {
      inUse: hostsInUse(ctx.config),
      declared: activeRecipients(ctx.declarations, ctx.config).flatMap(({ reaches }) => reaches),
    },
  }
}

/** Hosts of every address among the settings, other than ours and this machine. */
function hostsInUse({ publicUrl, replayUrl, demoUrl, s3, otherRegions, ...rest }: Config): string[] {
  const ofRegions = otherRegions.flatMap((other) => [...Object.values(other), other.s3?.address])
  const own = new Set([publicUrl, replayUrl, demoUrl].flatMap((url) => (url ? hostsOf(url) : [])))
  return [...Object.values(rest), s3?.address, ...ofRegions]
    .flatMap((value) => (typeof value === 'string' && value.includes('://') ? hostsOf(value) : []))
    .filter((host) => !own.has(host) && !isLoopback(host))
}

const server = join(import.meta.dirname, '..')

function fileOf(table: string): string {
  const declares = new RegExp(`table\\(\\s*'${table}'`)
  const folder = readdirSync(server).find((name) => {
    const file = join(server, name, 'tables.ts')
    return existsSync(file) && declares.test(readFileSync(file, 'utf8'))
  })
  return `server/${folder ?? '…'}/tables.ts`
}
