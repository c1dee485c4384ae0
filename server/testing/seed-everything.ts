import { randomUUID } from 'node:crypto'
import { recordingObjects, snippetSeen } from '../capture/index.ts'
import type { Context } from '../context.ts'
import { findVisitor } from '../visitors/index.ts'
import { seedMember, seedProject } from './seed.ts'

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
  const stores = ctx.region({ region: ctx.config.region })
  const project = { id: projectId, region: ctx.config.region }
  const [visitorId, reportId, recordingId] = [randomUUID(), randomUUID(), randomUUID()]
  const { hash } = await findVisitor(ctx, project, externalId)
  const now = new Date()
  const empty = Buffer.alloc(1)
  const seen = { first_seen_at: now, last_seen_at: now }
  const visitor = { id: visitorId, project_id: projectId, external_hash: hash, ...seen }
  await stores.db.insertInto('visitors').values(visitor).execute()
  await stores.db
    .insertInto('reports')
    .values({
      id: reportId,
      project_id: projectId,
      visitor_id: visitorId,
      assignee_id: userId,
      title: 'Broken',
      status: 'new',
      page_url: '/',
      received_at: now,
    })
    .execute()
  await stores.db
    .insertInto('recordings')
    .values({
      id: recordingId,
      project_id: projectId,
      report_id: reportId,
      visitor_id: visitorId,
      state: 'complete',
      started_at: now,
      ended_at: now,
      chunks: 3,
      description: empty,
      console: empty,
      timeline: empty,
      context: empty,
      environment: empty,
      errors: 0,
      failed_requests: 0,
      policy_hash: '',
      mask_counts: {},
      redacted_counts: {},
    })
    .execute()
  const block = { recording_id: recordingId, sha256: empty, first_at: now, last_at: now, events: 1, stored_bytes: 1 }
  await stores.db
    .insertInto('recording_blocks')
    .values([0, 1, 2].map((seq) => ({ ...block, seq })))
    .execute()
  await stores.keys
    .insertInto('data_keys')
    .values({ id: randomUUID(), project_id: projectId, recording_id: recordingId, wrapped: empty })
    .execute()
  for (const name of ['block-0', 'keyframe-0'])
    await stores.objects.put(recordingObjects.object({ project_id: projectId, id: recordingId }, name), empty)
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
