import { randomUUID } from 'node:crypto'
import { projectByPublicKey } from '../../accounts/index.ts'
import type { Context } from '../../context.ts'
import { seedProject } from '../../testing/seed.ts'
import { startRecording } from '../start-recording.ts'

/** A recording that waits for chunks. */
export async function startSample(ctx: Context, chunks: number) {
  const seeded = await seedProject(ctx)
  const project = await projectByPublicKey(ctx, seeded.publicKey)
  const [id, reportId] = [randomUUID(), randomUUID()]
  await ctx
    .region(project)
    .db.insertInto('reports')
    .values({ id: reportId, project_id: project.id, title: 'Sample', status: 'new', page_url: 'https://shop.example' })
    .execute()
  const empty = { console: [], timeline: [], context: {}, maskCounts: {}, redactedCounts: {}, policyHash: '' }
  const screen = { width: 1280, height: 720 }
  const environment = {
    userAgent: 'Test',
    locale: 'en',
    viewport: screen,
    screen: { ...screen, pixelRatio: 1 },
    timeZone: 'UTC',
  }
  const times = { startedAt: Date.now() - 60_000, endedAt: Date.now() }
  await startRecording(ctx, project, { id, reportId, chunks, description: 'It broke', environment, ...times, ...empty })
  return {
    ...seeded,
    project,
    recordingId: id,
    reportId,
    upload: { key: project.public_key, reportId, recordingId: id },
  }
}
