import { randomUUID } from 'node:crypto'
import { recordingObjects } from '../capture/index.ts'
import type { Context } from '../context.ts'

type How = {
  readonly visitorId?: string
  readonly assigneeId?: string
  readonly createdAt?: Date
  /** Whether all of it came. */
  readonly arrived?: boolean
  readonly blocks?: number
}

/** A report with one recording, its key, some block rows and two objects. */
export async function seedReport(ctx: Context, projectId: string, how: How = {}) {
  const { visitorId = null, assigneeId = null, createdAt = new Date(), arrived = true, blocks = 1 } = how
  const { db, keys, objects } = ctx.region({ region: ctx.config.region })
  const [reportId, recordingId] = [randomUUID(), randomUUID()]
  const empty = Buffer.alloc(1)
  const span = { started_at: createdAt, ended_at: createdAt, created_at: createdAt }
  await db
    .insertInto('reports')
    .values({
      id: reportId,
      project_id: projectId,
      visitor_id: visitorId,
      assignee_id: assigneeId,
      title: 'Broken',
      status: 'new',
      page_url: '/',
      created_at: createdAt,
      received_at: arrived ? createdAt : null,
    })
    .execute()
  await db
    .insertInto('recordings')
    .values({
      id: recordingId,
      project_id: projectId,
      report_id: reportId,
      visitor_id: visitorId,
      state: 'complete',
      ...span,
      completed_at: arrived ? createdAt : null,
      chunks: blocks,
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
  const block = { recording_id: recordingId, sha256: empty, first_at: createdAt, last_at: createdAt, events: 1 }
  await db
    .insertInto('recording_blocks')
    .values(Array.from({ length: blocks }, (_, seq) => ({ ...block, seq, stored_bytes: 1 })))
    .execute()
  await keys
    .insertInto('data_keys')
    .values({ id: randomUUID(), project_id: projectId, recording_id: recordingId, wrapped: empty })
    .execute()
  for (const name of ['block-0', 'keyframe-0'])
    await objects.put(recordingObjects.object({ project_id: projectId, id: recordingId }, name), empty)
  return { reportId, recordingId }
}
