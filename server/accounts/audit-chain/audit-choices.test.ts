import { type RawBuilder, sql } from 'kysely'
import { expect, test } from 'vitest'
import { distinctOf } from '../../platform/db/distinct-of.ts'
import { testContext } from '../../testing/context.ts'
import { seedMember, seedProject } from '../../testing/seed.ts'
import { listAudit } from './list-audit.ts'

const ctx = await testContext()
const { db } = ctx.control
const { organizationId, projectId, userId } = await seedProject(ctx)
const colleague = await seedMember(ctx, { organizationId, projectId, role: 'agent' })

/** A long record of two people, with one entry in a thousand that shortened a project's retention. */
await sql`
  insert into audit_log (id, at, actor_kind, actor_id, action, organization_id, project_id, target_kind)
  select gen_random_uuid(), now() - make_interval(mins => n), 'member',
    case when n % 3 = 0 then ${userId}::uuid else ${colleague}::uuid end,
    case when n % 1000 = 0 then 'project.retention-shortened' when n % 2 = 0 then 'report.changed' else 'report.opened' end,
    ${organizationId}::uuid, ${projectId}::uuid, 'report'
  from generate_series(1, 20000) as n`.execute(db)
await sql`
  insert into membership_audit_log (id, at, actor_kind, actor_id, action, user_id, organization_id, role)
  select gen_random_uuid(), now() - make_interval(mins => n), 'member', ${userId}::uuid, 'membership.changed',
    ${colleague}::uuid, ${organizationId}::uuid, 'viewer'
  from generate_series(1, 20000) as n`.execute(db)
for (const table of ['audit_log', 'membership_audit_log']) await sql`vacuum analyze ${sql.table(table)}`.execute(db)

type Plan = { readonly 'Shared Hit Blocks': number; readonly 'Shared Read Blocks': number }

/** How the database answers, and how many pages of 8 kB it looks at for that. */
async function planOf(query: RawBuilder<unknown>) {
  const { rows } = await sql<{ 'QUERY PLAN': [{ Plan: Plan }] }>`
    explain (analyze, buffers, format json) ${query}`.execute(db)
  const plan = rows[0]?.['QUERY PLAN'][0].Plan
  return { text: JSON.stringify(plan), pages: (plan?.['Shared Hit Blocks'] ?? 0) + (plan?.['Shared Read Blocks'] ?? 0) }
}

const within = sql`organization_id = ${organizationId}`
test.each([
  ['actions', { table: 'audit_log', column: 'action' }],
  ['actors', { table: 'audit_log', column: 'actor_id' }],
  ['actors', { table: 'membership_audit_log', column: 'actor_id' }],
  ['people', { table: 'membership_audit_log', column: 'user_id' }],
])('the %s of a long record are found without reading it', async (_, of) => {
  for (const where of [within, sql`true`]) {
    const query = distinctOf({ ...of, where })
    const all = await sql<{ value: string }>`
      select distinct ${sql.ref(of.column)}::text as value from ${sql.table(of.table)}
      where ${where} and ${sql.ref(of.column)} is not null`.execute(db)
    const found = (await query.execute(db)).rows.map(({ value }) => value)
    expect(found.toSorted()).toEqual(all.rows.map(({ value }) => value).toSorted())
    const { text, pages } = await planOf(query)
    expect(text).not.toContain('Seq Scan')
    expect(pages, text).toBeLessThan(60)
  }
})

test('shortened retentions are found by what happened', async () => {
  const { text, pages } = await planOf(sql`
    select project_id, max(at) from audit_log
    where action = 'project.retention-shortened' and project_id is not null group by project_id`)
  expect(text).not.toContain('Seq Scan')
  expect(pages, text).toBeLessThan(60)
})

test('what there is to choose from: everybody who did something, or about whom it was', async () => {
  const { people, kinds } = await listAudit(ctx, { organizationId }, { limit: 1 })
  expect(people.map(({ id }) => id).toSorted()).toEqual([userId, colleague].toSorted())
  expect(kinds).toEqual(['membership', 'project', 'report'])
})
