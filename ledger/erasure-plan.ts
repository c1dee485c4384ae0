import type { Declarations } from './declarations.ts'
import type { BucketDeclaration, KeyspaceDeclaration } from './place.ts'
import type { Table } from './table.ts'

/** A column of `table` through which its rows belong to rows of `parent`. */
export type Link = { readonly table: Table; readonly column: string; readonly parent: string }

/** A table whose rows go with the last row that refers to them, and where they rest. */
export type Shared = Link & { readonly of: Table; readonly buckets: readonly BucketDeclaration[] }

/** What the erasure of a row of `root` reaches, from the declarations alone. */
export type ErasurePlan = {
  readonly root: Table
  /** Every table that loses rows, each before the tables it refers to: the root is last. */
  readonly tables: readonly Table[]
  /** Why rows of these tables go: a row goes when any of its links leads to a row that goes. */
  readonly links: readonly Link[]
  readonly cleared: readonly Link[]
  readonly exempt: readonly (Link & { readonly reason: string })[]
  /** Tables of `tables` refer to these, as others may: a row goes when nothing refers to it any more. */
  readonly shared: readonly Shared[]
  readonly buckets: readonly BucketDeclaration[]
  readonly keyspaces: readonly KeyspaceDeclaration[]
}

type Edge = Link & { readonly onErase: 'delete' | 'clear' | { readonly keep: string } }

const edgesOf = (table: Table): Edge[] =>
  Object.entries(table.columns).flatMap(([column, { refers }]) =>
    refers ? [{ table, column, parent: refers.table, onErase: refers.onErase }] : [],
  )

/** Follows the references from `root` down: a new table that refers to it is part of the plan without further code. */
export function erasurePlan(declarations: Declarations, root: Table): ErasurePlan {
  const edges = declarations.tables.flatMap(edgesOf)
  const tables: Table[] = []
  const seen = new Set<string>()
  const visit = (table: Table) => {
    if (seen.has(table.name)) return
    seen.add(table.name)
    for (const edge of edges) if (edge.parent === table.name && edge.onErase === 'delete') visit(edge.table)
    tables.push(table)
  }
  visit(root)
  const within = edges.filter((edge) => seen.has(edge.parent))
  return {
    root,
    tables,
    links: within.filter((edge) => edge.onErase === 'delete' && edge.table !== root),
    cleared: within.filter((edge) => edge.onErase === 'clear'),
    exempt: within.flatMap((edge) =>
      typeof edge.onErase === 'object' ? [{ ...edge, reason: edge.onErase.keep }] : [],
    ),
    shared: declarations.tables
      .filter(({ name }) => !seen.has(name))
      .flatMap((of) => sharedBy(declarations, of).filter(({ table }) => seen.has(table.name))),
    buckets: declarations.buckets.filter((bucket) => seen.has(bucket.of)),
    keyspaces: declarations.keyspaces.filter((space) => space.of !== undefined && seen.has(space.of)),
  }
}

/** Through which columns a table's rows are kept alive, if that is how long they are kept. */
export function sharedBy({ tables, buckets }: Declarations, of: Table): Shared[] {
  const { keep, name } = of
  const table = 'whileReferredBy' in keep && tables.find((other) => other.name === keep.whileReferredBy)
  if (!table) return []
  const places = buckets.filter((bucket) => bucket.of === name)
  return edgesOf(table)
    .filter(({ parent }) => parent === name)
    .map(({ column, parent }) => ({ table, column, parent, of, buckets: places }))
}

/** The names in a pattern's braces: `recordings/{project_id}/{id}/` → project_id, id. */
export const placeholders = (pattern: string): string[] =>
  [...pattern.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '')
