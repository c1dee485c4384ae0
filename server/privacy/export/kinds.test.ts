import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { wholeReport } from '../../capture/testing/whole-report.ts'
import type { Context } from '../../context.ts'
import { as, asMember, testContext } from '../../testing/context.ts'
import { seedMember } from '../../testing/seed.ts'
import { carryOutExport } from './carry-out-export.ts'
import { openExport } from './open-export.ts'
import { requestExport } from './request-export.ts'
import { lines, readZip } from './testing/read-zip.ts'

type Asked = Parameters<typeof requestExport>[1]

async function copyOf(ctx: Context, userId: string, asked: Asked) {
  const member = asMember(ctx, userId)
  const { id } = await requestExport(member, asked)
  await carryOutExport(as(ctx, { kind: 'job', name: 'privacy.export' }), { exportId: id, region: ctx.config.region })
  const { content } = await openExport(member, id)
  return readZip(await buffer(Readable.from(content)))
}

test('a member’s own copy has their account, and what others keep only where it mentions them', async () => {
  const ctx = await testContext()
  const { organizationId, reportId, userId: owner } = await wholeReport(ctx)
  const userId = await seedMember(ctx, { organizationId, role: 'viewer' })
  await ctx.control.db.updateTable('users').set({ password_hash: 'hash' }).where('id', '=', userId).execute()
  await ctx.control.db.updateTable('reports').set({ assignee_id: userId }).where('id', '=', reportId).execute()
  const files = await copyOf(ctx, userId, { kind: 'member', id: userId })
  const [account] = lines(files.get('data/users.ndjson'))
  expect(account).toMatchObject({ id: userId, email: `${userId}@example.com`, display_name: 'Ada Example' })
  expect(account).not.toHaveProperty('password_hash')
  expect(lines(files.get('data/agent_memberships.ndjson'))).toMatchObject([{ user_id: userId, role: 'viewer' }])
  expect(lines(files.get('mentions/reports.ndjson'))).toEqual([{ id: reportId, assignee_id: userId }])
  expect([...files.values()].join('\n')).not.toContain(`${owner}@example.com`)
})

test('nobody has a copy made of another member’s data, whatever their role', async () => {
  const ctx = await testContext()
  const { organizationId, userId: owner } = await wholeReport(ctx)
  const other = await seedMember(ctx, { organizationId, role: 'viewer' })
  await expect(requestExport(asMember(ctx, owner), { kind: 'member', id: other })).rejects.toMatchObject({
    code: 'not-found',
  })
  const operator = asMember(ctx, await seedMember(ctx, { organizationId, role: null }), true)
  await expect(requestExport(operator, { kind: 'member', id: other })).rejects.toMatchObject({ code: 'not-found' })
})

test('an organization’s copy has its projects with all that is in them; for its owners only', async () => {
  const ctx = await testContext()
  const { organizationId, projectId, recordingId, userId } = await wholeReport(ctx)
  const neighbour = await wholeReport(ctx)
  const files = await copyOf(ctx, userId, { kind: 'organization', id: organizationId })
  expect(lines(files.get('data/organizations.ndjson'))).toMatchObject([{ id: organizationId }])
  expect(lines(files.get('data/projects.ndjson'))).toMatchObject([{ id: projectId }])
  expect(files.has(`recordings/${recordingId}/events.ndjson`)).toBe(true)
  expect([...files.values()].join('\n')).not.toContain(neighbour.projectId)
  const admin = asMember(ctx, await seedMember(ctx, { organizationId, role: 'admin' }))
  await expect(requestExport(admin, { kind: 'organization', id: organizationId })).rejects.toMatchObject({
    code: 'not-allowed',
  })
})
