import { randomUUID } from 'node:crypto'
import { snippetSeen } from '../capture/index.ts'
import type { Context } from '../context.ts'
import { findVisitor } from '../visitors/index.ts'
import { seedMember, seedProject } from './seed.ts'
import { seedReport } from './seed-report.ts'

export type Everything = {
  /** Kind of subject → its id. */
  readonly subjects: Record<string, string>
  readonly projectId: string
  /** Who may erase each of them. */
  readonly ownerId: string
}

/** One subject of each kind, all of them belonging together, with something in every store; and an owner who stays. */
export async function seedEverything(ctx: Context, externalId = 'customer-7'): Promise<Everything> {
  const { organizationId, projectId, userId } = await seedProject(ctx)
  const ownerId = await seedMember(ctx, { organizationId, role: 'owner' })
  await ctx.control.db.updateTable('users').set({ platform_admin: true }).where('id', '=', ownerId).execute()
  const project = { id: projectId, region: ctx.config.region }
  const stores = ctx.region(project)
  const visitorId = randomUUID()
  const { hash } = await findVisitor(ctx, project, externalId)
  const now = new Date()
  const seen = { first_seen_at: now, last_seen_at: now }
  const visitor = { id: visitorId, project_id: projectId, external_hash: hash, ...seen }
  await stores.db.insertInto('visitors').values(visitor).execute()
  const { reportId, recordingId } = await seedReport(ctx, projectId, { visitorId, assigneeId: userId, blocks: 3 })
  await stores.ephemeral.addToWindow(snippetSeen.key({ id: projectId }), 'https://a.example', Date.now())
  const subjects = {
    visitor: visitorId,
    recording: recordingId,
    report: reportId,
    member: userId,
    project: projectId,
    organization: organizationId,
  }
  return { subjects, projectId, ownerId }
}
