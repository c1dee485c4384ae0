import type { AuditEntry } from '@vitrine/protocol'
import type { Context } from '../../context.ts'
import { displayNames } from '../members/display-names.ts'

/** A row of either log. */
export type FoundEntry = {
  readonly id: string
  readonly at: string
  readonly action: string
  readonly actor_kind: string
  readonly actor_id: string | null
  readonly user_id: string | null
  readonly organization_id: string | null
  readonly project_id: string | null
  readonly target_kind: string | null
  readonly target_id: string | null
  readonly role: string | null
}

type Names = ReadonlyMap<string, string>

const present = (ids: readonly (string | null)[]): string[] => [...new Set(ids.filter((id) => id !== null))]

const named = (id: string | null, names: Names) => (id === null ? null : { id, name: names.get(id) ?? null })

/** Names stand nowhere in the logs: they are looked up when somebody reads, so whoever was erased has none. */
export async function nameEntries(ctx: Context, rows: readonly FoundEntry[]): Promise<AuditEntry[]> {
  const [people, projects, organizations] = await Promise.all([
    displayNames(ctx, present(rows.flatMap(({ actor_id, user_id }) => [actor_id, user_id]))),
    namesIn(ctx, 'projects', present(rows.map(({ project_id }) => project_id))),
    namesIn(ctx, 'organizations', present(rows.map(({ organization_id }) => organization_id))),
  ])
  return rows.map((row) => ({
    id: row.id,
    at: row.at,
    action: row.action,
    actorKind: row.actor_kind,
    actor: named(row.actor_id, people),
    person: named(row.user_id, people),
    organization: named(row.organization_id, organizations),
    project: named(row.project_id, projects),
    target: row.target_kind === null ? null : { kind: row.target_kind, id: row.target_id },
    role: row.role,
  }))
}

/** By name, those without one last. */
export async function namedPeople(
  ctx: Context,
  ids: readonly string[],
): Promise<{ id: string; name: string | null }[]> {
  const names = await displayNames(ctx, ids)
  return [...new Set(ids)]
    .map((id) => ({ id, name: names.get(id) ?? null }))
    .toSorted((a, b) => (a.name ?? '\uffff').localeCompare(b.name ?? '\uffff'))
}

async function namesIn(ctx: Context, table: 'projects' | 'organizations', ids: readonly string[]): Promise<Names> {
  if (ids.length === 0) return new Map()
  const rows = await ctx.control.db
    .selectFrom(table)
    .select(['id', 'name'])
    .where('id', 'in', [...ids])
    .execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}
