import type { Declarations } from './declarations.ts'
import { erasurePlan, type Link } from './erasure-plan.ts'
import type { Meaning, SubjectKind } from './meaning.ts'
import type { BucketDeclaration, KeyspaceDeclaration } from './place.ts'
import type { ErasureSubject, Table } from './table.ts'

/** Something that is not handed out, and the reason, as the copy itself prints it. */
export type LeftOut = { readonly place: string; readonly what: string; readonly reason: string }

/**
 * Rows of one table in a copy. `own`: they go with the subject. `kept`: they outlive it, by ids alone. `named`: somebody
 * else's, of which only the mention is handed out. `shared`: others need them too.
 */
export type ExportTable = {
  readonly table: Table
  readonly why: 'own' | 'kept' | 'named' | 'shared'
  /** How its rows are found from the rows of other tables; the root has none. */
  readonly links: readonly Link[]
  readonly columns: readonly string[]
}

/** What a copy of everything about a subject consists of, from the declarations alone. */
export type ExportPlan = {
  readonly root: Table
  readonly tables: readonly ExportTable[]
  readonly buckets: readonly BucketDeclaration[]
  readonly keyspaces: readonly KeyspaceDeclaration[]
  readonly leftOut: readonly LeftOut[]
}

/** Whose data a copy for such a subject may hold. Clients get what is kept on their behalf, whoever it is about. */
const mayHold: Readonly<Record<ErasureSubject, readonly SubjectKind[]>> = {
  visitor: ['visitor'],
  recording: ['visitor'],
  report: ['visitor'],
  member: ['member'],
  project: ['visitor', 'member', 'client'],
  organization: ['visitor', 'member', 'client'],
}

const secret = 'A secret: whoever holds this copy could sign in or decrypt with it.'
const others = 'About somebody else.'

function whyNot(kind: ErasureSubject, subjects: readonly SubjectKind[], meaning: Meaning): string | undefined {
  if (meaning.category === 'secret') return secret
  if (meaning.class === 'operational') return undefined
  const about = meaning.about ? [meaning.about] : subjects
  return about.some((person) => mayHold[kind].includes(person)) ? undefined : others
}

/** Follows the same references as an erasure: a new table that refers to `root` is part of the copy without further code. */
export function exportPlan(declarations: Declarations, root: Table, kind: ErasureSubject): ExportPlan {
  const erasure = erasurePlan(declarations, root)
  const leftOut: LeftOut[] = []
  const seen = new Set<string>()
  const tables: ExportTable[] = []
  const mayGo = (place: string, subjects: readonly SubjectKind[], name: string, meaning: Meaning): boolean => {
    const reason = whyNot(kind, subjects, meaning)
    if (reason) leftOut.push({ place, what: meaning.what ?? name, reason })
    return !reason
  }
  const add = (table: Table, why: ExportTable['why'], links: readonly Link[]) => {
    if (seen.has(table.name)) return
    seen.add(table.name)
    const of = links.filter((link) => link.table === table)
    if (why === 'named') return void tables.push({ table, why, links: of, columns: mentions(table, of) })
    const columns = Object.entries(table.columns).filter(([name, { meaning }]) =>
      mayGo(`${table.name}.${name}`, table.subjects, name, meaning),
    )
    tables.push({ table, why, links: of, columns: columns.map(([name]) => name) })
  }
  for (const table of erasure.tables.toReversed())
    if (table.holdsKeys)
      leftOut.push({ place: table.name, what: table.what, reason: 'What these keys open is here in readable form.' })
    else add(table, 'own', erasure.links)
  for (const { of } of erasure.shared) add(of, 'shared', [])
  for (const { table } of erasure.exempt) add(table, 'kept', erasure.exempt)
  for (const { table } of erasure.cleared) add(table, 'named', erasure.cleared)

  const handedOut = <P extends BucketDeclaration | KeyspaceDeclaration>(places: readonly P[]): P[] =>
    [...new Set(places)].filter((place) => {
      const { pattern, what, holds } = place
      const reason =
        holds.category === 'secret' && !('entries' in place)
          ? secret
          : 'copies' in place && place.copies
            ? 'A copy itself.'
            : undefined
      if (reason) leftOut.push({ place: pattern, what, reason })
      return !reason
    })
  const readable = (space: KeyspaceDeclaration): KeyspaceDeclaration => {
    if (!space.entries) return space
    const fields = Object.entries(space.entries)
    const go = fields.filter(([name, meaning]) => mayGo(`${space.pattern} ${name}`, space.subjects, name, meaning))
    return { ...space, entries: Object.fromEntries(go) }
  }
  return {
    root,
    tables,
    buckets: handedOut([...erasure.buckets, ...erasure.shared.flatMap(({ buckets }) => buckets)]),
    keyspaces: handedOut(erasure.keyspaces.filter(({ kind }) => kind !== 'channel' && kind !== 'lock')).map(readable),
    leftOut,
  }
}

const mentions = (table: Table, links: readonly Link[]): string[] => [
  ...(table.columns['id'] ? ['id'] : []),
  ...new Set(links.map(({ column }) => column)),
]
