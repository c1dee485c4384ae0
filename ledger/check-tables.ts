import type { Column } from './column.ts'
import type { Declarations } from './declarations.ts'
import type { Difference, DifferenceCode } from './difference.ts'
import type { SubjectKind } from './meaning.ts'
import { cycleIn, reachedFrom } from './reach.ts'
import type { ErasureSubject, Table } from './table.ts'

type Report = (code: DifferenceCode, place: string, what: string, write: string) => void

/** Erasing any of these takes along what is about such a person. */
const erasedWith: Readonly<Record<SubjectKind, readonly ErasureSubject[]>> = {
  visitor: ['project'],
  member: ['member'],
  client: ['organization'],
}

export function checkTables(declarations: Declarations): Difference[] {
  const found: Difference[] = []
  const report: Report = (code, place, what, write) => found.push({ code, place, what, write })
  for (const table of declarations.tables) {
    checkReferences(declarations, table, report)
    checkKeep(declarations, table, report)
    checkPartitions(declarations, table, report)
    checkPeople(declarations, table, report)
    checkSealed(declarations, table, report)
    checkStore(declarations, table, report)
  }
  const cycle = cycleIn(declarations)
  if (cycle) {
    report(
      'bad-reference',
      cycle.join(' > '),
      `The references ${cycle.join(' > ')} come back to where they began, so nothing can be erased first.`,
      `Make one of them refers('…', 'clear') and nullable.`,
    )
  }
  return found
}

function checkReferences({ tables }: Declarations, table: Table, report: Report): void {
  for (const [name, { refers, nullable }] of Object.entries(table.columns)) {
    if (!refers) continue
    const place = `${table.name}.${name}`
    if (!tables.some((other) => other.name === refers.table)) {
      report(
        'unknown-table',
        place,
        `Column ${place} refers to ${refers.table}, which is not declared.`,
        `Declare table ${refers.table}, or name the one that is meant.`,
      )
    }
    if (refers.onErase === 'clear' && !nullable) {
      report(
        'bad-reference',
        place,
        `Column ${place} is cleared when ${refers.table} goes, and may not be null.`,
        `${name}: nullable(refers('${refers.table}', 'clear')),`,
      )
    }
  }
}

function checkKeep(declarations: Declarations, table: Table, report: Report): void {
  const { keep, name } = table
  const moment = 'from' in keep ? keep.from : 'until' in keep ? keep.until : undefined
  if (moment !== undefined && table.columns[moment]?.sql !== 'timestamp with time zone') {
    report(
      'bad-keep',
      name,
      `Table ${name} is kept by its column ${moment}, which it has not, or which is no timestamp.`,
      `Add ${moment}: timestamp(operational('operation')), or name the timestamp that is meant.`,
    )
  }
  if ('days' in keep && !(keep.days > 0)) {
    report('bad-keep', name, `Table ${name} is kept for ${keep.days} days.`, 'Write a number of days above 0.')
  }
  const without = 'window' in keep ? keep.unfinished?.without : undefined
  if (without !== undefined && !table.columns[without]?.nullable) {
    report(
      'bad-keep',
      name,
      `Table ${name} tells unfinished rows by its column ${without}, which it has not, or which is never empty.`,
      `Add ${without}: nullable(timestamp(operational('operation'))), or name the column that is meant.`,
    )
  }
  if ('with' in keep && !goesWith(table, keep.with)) {
    report(
      'bad-keep',
      name,
      `Table ${name} is kept as long as its row of ${keep.with}, and no column refers there.`,
      `Add a column refers('${keep.with}'), or keep it by a moment of its own.`,
    )
  }
  if ('whileReferredBy' in keep && !isReferredBy(declarations, table, keep.whileReferredBy)) {
    report(
      'bad-keep',
      name,
      `Table ${name} is kept while rows of ${keep.whileReferredBy} refer to it, and none of its columns does.`,
      `Add a column refers('${name}') to ${keep.whileReferredBy}, give ${name} an id, or name the table that is meant.`,
    )
  }
  checkReach(declarations, table, report)
}

function checkReach(declarations: Declarations, table: Table, report: Report): void {
  const { keep, name } = table
  const whose = 'window' in keep ? 'project' : 'organizations' in keep ? 'organization' : undefined
  if (whose === undefined || [...reachedFrom(declarations, table)].some(({ subject }) => subject === whose)) return
  report(
    'bad-keep',
    name,
    `Table ${name} is kept as its ${whose} sets, and no reference leads to ${whose === 'project' ? 'a project' : 'an organization'}.`,
    `Add ${whose}_id: refers('${whose}s'), or keep it for a number of days.`,
  )
}

/** A month goes at once: nothing may hang on its rows, and nothing but their age may decide when they go. */
function checkPartitions(declarations: Declarations, table: Table, report: Report): void {
  const { name, keep, partitions } = table
  if (!partitions) return
  const refuse = (what: string, write: string) => report('bad-partitions', name, `Table ${name} ${what}`, write)
  const by = table.columns[partitions.by]
  if (by?.sql !== 'timestamp with time zone' || by.nullable)
    refuse(
      `is divided by ${partitions.by}, which is no timestamp or may be null.`,
      'Name a timestamp that is always set.',
    )
  if (!('days' in keep || 'window' in keep || 'organizations' in keep) || keep.from !== partitions.by)
    refuse(
      `is divided by ${partitions.by} and is not kept for a time from it, so that no month would ever be due as a whole.`,
      `keep: { days: 90, from: '${partitions.by}' },`,
    )
  const hangs = [
    ...declarations.tables.filter(({ columns }) => Object.values(columns).some(({ refers }) => refers?.table === name)),
    ...declarations.buckets.filter(({ of }) => of === name),
    ...declarations.keyspaces.filter(({ of }) => of === name),
  ].map((place) => ('pattern' in place ? place.pattern : place.name))
  if (hangs.length > 0 || table.subject || table.holdsKeys)
    refuse(
      `is divided by months, and ${hangs.join(', ') || 'an erasure'} goes by its rows.`,
      'Take partitions out, or let nothing refer to it.',
    )
}

/** Rows are found again by their ids, on both sides. */
const isReferredBy = ({ tables }: Declarations, table: Table, by: string): boolean => {
  const referring = tables.find(({ name }) => name === by)
  const refers = Object.values(referring?.columns ?? {}).some((column) => column.refers?.table === table.name)
  return refers && referring?.columns['id'] !== undefined && table.columns['id'] !== undefined
}

const goesWith = (table: Table, parent: string): boolean =>
  Object.values(table.columns).some(({ refers }) => refers?.table === parent && refers.onErase === 'delete')

/** About whom a column says something; nobody when it is operational. */
const concerns = (table: Table, { meaning }: Column): readonly SubjectKind[] =>
  meaning.class === 'operational' ? [] : meaning.about ? [meaning.about] : table.subjects

function checkPeople(declarations: Declarations, table: Table, report: Report): void {
  const { name } = table
  const people = new Set(Object.values(table.columns).flatMap((column) => concerns(table, column)))
  for (const [column, { meaning }] of Object.entries(table.columns)) {
    if (meaning.class !== 'personal' || meaning.about || table.subjects.length > 0) continue
    report(
      'nobody-concerned',
      `${name}.${column}`,
      `Column ${name}.${column} is personal, and neither it nor its table says about whom.`,
      `Add subjects: ['visitor'] to the table, or { about: 'visitor' } to the column.`,
    )
  }
  const erasers = new Set([...reachedFrom(declarations, table)].map(({ subject }) => subject))
  for (const person of people) {
    if (erasedWith[person].some((subject) => erasers.has(subject))) continue
    report(
      'out-of-reach',
      name,
      `Table ${name} says something about a ${person}, and erasing a ${erasedWith[person].join(' or ')} does not reach it.`,
      `Add a column with refers('…') to a table that it goes with, for example project_id: refers('projects'); or, if only some columns are about a ${person}, say about whom the others are: { about: '…' }.`,
    )
  }
  if (!people.has('visitor')) return
  if ('indefinitely' in table.keep) {
    report(
      'kept-forever',
      name,
      `Table ${name} keeps what is about visitors indefinitely.`,
      `keep: { window: 'project', from: 'created_at' },`,
    )
  }
  if (table.region !== 'home') {
    report(
      'wrong-region',
      name,
      `Table ${name} holds what is about visitors outside their project's region.`,
      `region: 'home',`,
    )
  }
}

function checkSealed(declarations: Declarations, table: Table, report: Report): void {
  for (const [name, { sealed, wrapped }] of Object.entries(table.columns)) {
    const place = `${table.name}.${name}`
    for (const bound of sealed ? [sealed.boundTo] : (wrapped?.owners ?? [])) {
      if (table.columns[bound]) continue
      report(
        'no-key',
        place,
        `Column ${place} is encrypted for the row that its column ${bound} names, which it has not.`,
        `Add ${bound} to ${table.name}, or name the column that tells its rows apart.`,
      )
    }
    if (sealed?.under !== 'subject' || hasKeys(declarations, table)) continue
    report(
      'no-key',
      place,
      `Column ${place} is sealed, and no table that holds keys refers to ${table.name}.`,
      `Refer to ${table.name} from the table with holdsKeys, seal it under the master key with { under: 'master' }, or say which columns are not sealed.`,
    )
  }
}

/** Keys beside what they open would be in the same backups; and a question over two databases can't be asked. */
function checkStore({ tables }: Declarations, table: Table, report: Report): void {
  const { name, holdsKeys, keep, store = 'main' } = table
  if (holdsKeys && store !== 'keys')
    report('wrong-store', name, `Table ${name} holds keys beside what they open.`, `store: 'keys',`)
  const by = 'whileReferredBy' in keep ? tables.find((other) => other.name === keep.whileReferredBy) : undefined
  if (by && (by.store ?? 'main') !== store)
    report(
      'wrong-store',
      name,
      `Table ${name} is kept while rows of ${by.name} refer to it, which is in another database.`,
      `Put both into the same store.`,
    )
}

/** Some table of keys goes with rows of `table`, or with what `table` itself goes with. */
export const hasKeys = (declarations: Declarations, table: Table): boolean => {
  const reached = new Set([...reachedFrom(declarations, table)].map(({ name }) => name))
  return declarations.tables.some(
    (keys) =>
      keys.holdsKeys &&
      Object.values(keys.columns).some(({ refers }) => refers?.onErase === 'delete' && reached.has(refers.table)),
  )
}
