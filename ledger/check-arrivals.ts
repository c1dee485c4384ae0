import type { Declarations } from './declarations.ts'
import type { Difference } from './difference.ts'
import { placeholders } from './erasure-plan.ts'
import type { KeyspaceDeclaration } from './place.ts'
import { reachedFrom } from './reach.ts'
import type { Table } from './table.ts'
import { writtenUnder } from './written-under.ts'

/** What arrives late without being refused must lapse by itself, this soon. */
const longest = 86_400

/** Whether something could come back after its subject was erased, because nobody could tell whose it is as it arrives. */
export const checkArrivals = (declarations: Declarations): Difference[] => [
  ...declarations.tables.filter((table) => canComeBack(declarations, table)).map(nameless),
  ...declarations.keyspaces
    .filter(({ of, ttl }) => ttl.seconds > longest && isSubjects(declarations, of))
    .filter((space) => !isHeld(declarations, space))
    .map(({ pattern }) => lasting(pattern)),
]

/** Keys come into another database, whose sweep removes those that open nothing. */
const canComeBack = (declarations: Declarations, table: Table): boolean =>
  !table.holdsKeys &&
  [...reachedFrom(declarations, table)].some(({ subject }) => subject) &&
  writtenUnder(declarations, table).length === 0

const isSubjects = (declarations: Declarations, of: string | undefined): boolean => {
  const table = declarations.tables.find(({ name }) => name === of)
  return table !== undefined && [...reachedFrom(declarations, table)].some(({ subject }) => subject)
}

/** Maps are written within transactions only, which hold open whoever the key's name says. */
function isHeld(declarations: Declarations, { kind, pattern, of }: KeyspaceDeclaration): boolean {
  const table = declarations.tables.find(({ name }) => name === of)
  const under = table ? writtenUnder(declarations, table) : []
  return kind === 'map' && placeholders(pattern).some((name) => under.includes(name))
}

const nameless = ({ name }: Table): Difference => ({
  code: 'late-arrival',
  place: name,
  what: `Rows of ${name} go with a subject whom none of its columns names, so that a late one could not be refused.`,
  write: `Add a reference to the subject itself, such as project_id: refers('projects').`,
})

const lasting = (pattern: string): Difference => ({
  code: 'late-arrival',
  place: pattern,
  what: `Keyspace ${pattern} belongs to somebody who can be erased, and what is written to it late would stay for more than a day.`,
  write: 'Let it lapse within a day, or keep it in a table, or in a map whose name holds the id of the subject.',
})
