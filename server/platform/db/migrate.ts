import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Kysely, sql, type Transaction } from 'kysely'

const migrationsDirectory = join(import.meta.dirname, '../../migrations')

// Any number of our own: two programs that start at once take turns.
const turn = 7_348_101

type Options = {
  readonly directory?: string
  /** What a file needs done first, in the same transaction. */
  readonly before?: Readonly<Record<string, (tx: Transaction<any>) => Promise<void>>>
}

/** Applies the numbered SQL files that are new, each in a transaction of its own. Answers their names. */
export async function migrate(db: Kysely<any>, options: Options = {}): Promise<string[]> {
  const { directory = migrationsDirectory, before = {} } = options
  const files = (await readdir(directory)).filter((name) => name.endsWith('.sql')).sort()
  const applied: string[] = []
  for (;;) {
    const name = await db.transaction().execute((tx) => applyNext(tx, directory, files, before))
    if (name === undefined) return applied
    applied.push(name)
  }
}

async function applyNext(
  tx: Transaction<any>,
  directory: string,
  files: string[],
  before: NonNullable<Options['before']>,
): Promise<string | undefined> {
  await sql`select pg_advisory_xact_lock(${turn})`.execute(tx)
  const done = await alreadyApplied(tx)
  const astray = done.findIndex((name, place) => files[place] !== name)
  if (astray >= 0) throw new Error(explain(done[astray] ?? '', files, astray))
  const next = files[done.length]
  if (next === undefined) return undefined
  try {
    await before[next]?.(tx)
    // Without parameters the whole file goes to the server at once, functions and all.
    await sql.raw(await readFile(join(directory, next), 'utf8')).execute(tx)
  } catch (error) {
    throw new Error(`Migration ${next} failed: ${(error as Error).message}`, { cause: error })
  }
  await tx.insertInto('migrations').values({ name: next }).execute()
  return next
}

async function alreadyApplied(tx: Transaction<any>): Promise<string[]> {
  const { rows } = await sql<{ there: boolean }>`select to_regclass('migrations') is not null as there`.execute(tx)
  if (!rows[0]?.there) return []
  return (await tx.selectFrom('migrations').select('name').orderBy('name').execute()).map((row) => row.name)
}

const explain = (name: string, files: readonly string[], place: number) =>
  files.includes(name)
    ? `Migration ${files[place]} comes before ${name}, which this database already has. Give it a higher number.`
    : `This database has had migration ${name}, which is not among the files. Start the version of the program that has it, or restore the file.`
