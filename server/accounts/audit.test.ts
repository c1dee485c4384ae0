import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { asMember, testContext } from '../testing/context.ts'
import { seedProject } from '../testing/seed.ts'
import { transact } from '../transact.ts'
import { audit } from './audit.ts'

const ctx = await testContext()
const { userId, projectId, organizationId } = await seedProject(ctx)
const member = asMember(ctx, userId)
const project = { id: projectId, organization_id: organizationId }
const entry = { action: 'project.changed', project, target: { kind: 'project', id: projectId } } as const
const entries = () => ctx.control.db.selectFrom('audit_log').selectAll().execute()

test('an entry says who did what to what', async () => {
  await transact(member, member.control, (ctx, tx) => audit(ctx, tx, entry))
  expect(await entries()).toMatchObject([
    {
      actor_kind: 'member',
      actor_id: userId,
      action: 'project.changed',
      organization_id: organizationId,
      project_id: projectId,
      target_kind: 'project',
      target_id: projectId,
    },
  ])
})

test('an entry goes with the transaction it belongs to', async () => {
  const before = await entries()
  const failing = transact(member, member.control, async (ctx, tx) => {
    await audit(ctx, tx, entry)
    throw new Error('no')
  })
  await expect(failing).rejects.toThrow('no')
  expect(await entries()).toEqual(before)
})

test('neither log can be changed or shortened', async () => {
  await transact(member, member.control, (ctx, tx) => audit(ctx, tx, entry))
  const before = await entries()
  for (const log of ['audit_log', 'membership_audit_log']) {
    const refused = new RegExp(`${log} is append-only`)
    const table = sql.table(log)
    await expect(sql`update ${table} set action = 'x'`.execute(ctx.control.db)).rejects.toThrow(refused)
    await expect(sql`delete from ${table}`.execute(ctx.control.db)).rejects.toThrow(refused)
    await expect(sql`truncate ${table}`.execute(ctx.control.db)).rejects.toThrow(refused)
  }
  expect(await entries()).toEqual(before)
})
