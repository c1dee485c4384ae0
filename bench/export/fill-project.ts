import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { zstdCompressSync } from 'node:zlib'
import { projectByPublicKey } from '../../server/accounts/index.ts'
import { recordingObjects, startRecording } from '../../server/capture/index.ts'
import { recordingKey } from '../../server/capture/keys.ts'
import type { Context } from '../../server/context.ts'
import { seedProject } from '../../server/testing/seed.ts'

const blocks = 40
const bytesPerBlock = 262_144

/** Events whose text can't be packed much smaller, so that the copy becomes as large as was asked for. */
function eventsOf(at: number): string {
  const texts = Array.from({ length: 16 }, (_, id) => ({
    id,
    value: randomBytes(bytesPerBlock / 16).toString('base64'),
  }))
  return JSON.stringify(
    texts.map((text, n) => ({
      type: 3,
      timestamp: at + n,
      data: { source: 0, texts: [text], attributes: [], removes: [], adds: [] },
    })),
  )
}

const screen = { width: 1280, height: 720 }
const environment = {
  userAgent: 'Bench',
  locale: 'en',
  viewport: screen,
  screen: { ...screen, pixelRatio: 1 },
  timeZone: 'UTC',
}
const empty = { console: [], timeline: [], context: {}, maskCounts: {}, redactedCounts: {}, policyHash: '' }

type Project = Awaited<ReturnType<typeof projectByPublicKey>>

async function fillRecording(ctx: Context, project: Project): Promise<void> {
  const { db, objects } = ctx.control
  const [id, reportId] = [randomUUID(), randomUUID()]
  const report = { id: reportId, project_id: project.id, title: 'Bench', status: 'new', page_url: 'https://a.example/' }
  await db.insertInto('reports').values(report).execute()
  const times = { startedAt: Date.now() - 60_000, endedAt: Date.now() }
  const about = { id, reportId, chunks: blocks, description: 'A long one', environment }
  await startRecording(ctx, project, { ...about, ...times, ...empty })
  const recording = { id, project_id: project.id }
  const key = await recordingKey(ctx, ctx.control, recording)
  for (let seq = 0; seq < blocks; seq++) {
    const packed = zstdCompressSync(eventsOf(times.startedAt + seq * 1_000))
    const object = recordingObjects.object(recording, `block-${seq}`)
    const sealed = key.seal(packed, object.name)
    await objects.put(object, sealed)
    const [at, sha256] = [new Date(times.startedAt), createHash('sha256').update(packed).digest()]
    await db
      .insertInto('recording_blocks')
      .values({ recording_id: id, seq, sha256, first_at: at, last_at: at, events: 16, stored_bytes: sealed.length })
      .execute()
  }
}

/** A project whose copy has at least so many megabytes. */
export async function fillProject(ctx: Context, megabytes: number): Promise<{ userId: string; projectId: string }> {
  const { publicKey, userId, projectId } = await seedProject(ctx)
  const project = await projectByPublicKey(ctx, publicKey)
  const count = Math.ceil((megabytes * 1_048_576) / (blocks * bytesPerBlock))
  for (let n = 0; n < count; n++) await fillRecording(ctx, project)
  return { userId, projectId }
}
