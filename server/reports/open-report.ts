import type { ReportOpened, SendReport } from '@vitrine/protocol'
import { type ProjectRow, projectByPublicKey } from '../accounts/index.ts'
import {
  isVoiceAwaited,
  keepEvaluations,
  requireOrigin,
  sealUpload,
  startRecording,
  unneededChunks,
  wantedAssets,
} from '../capture/index.ts'
import type { Context, Tx } from '../context.ts'
import { holdOpen } from '../platform/db/journal.ts'
import { ProblemError } from '../platform/errors.ts'
import { transact } from '../transact.ts'
import { seeVisitor } from '../visitors/index.ts'
import { receiveReport } from './receive-report.ts'
import { type ScannedReport, scanReport } from './scan-report.ts'
import { firstTitle } from './title.ts'

/**
 * Takes a visitor's report in and says which chunks of its recording are still to come. The ids are the sender's: the
 * same request again is the same report. Without chunks the report is received at once.
 */
export async function openReport(ctx: Context, sent: SendReport, origin: string | undefined): Promise<ReportOpened> {
  const project = await projectByPublicKey(ctx, sent.key)
  requireOrigin(project, origin)
  const stores = ctx.region(project)
  const ids = { reportId: sent.id, recordingId: sent.recording.id }
  const allowed =
    project.recording_seconds === 0 ? withoutRecording(sent) : project.capture.assets ? sent : withoutFiles(sent)
  const report = await scanReport(allowed, project.masking.mode)
  await transact(ctx, stores, async (ctx, tx) => {
    await holdOpen(tx, [project.id, ids.reportId, ids.recordingId])
    const seen = { digest: sent.visitor, startedAt: new Date(sent.recording.startedAt) }
    const visitorId = await seeVisitor(ctx, tx, project, seen)
    if (!(await insertReport(ctx, tx, project, report, visitorId))) return refuseStranger(tx, project, ids)
    await insertRecording(ctx, project, report, visitorId)
    await keepEvaluations(tx, { id: report.id, projectId: project.id }, report.triggers, ctx.now())
    if (report.recording.chunks === 0 && !report.recording.voice) await receiveReport(ctx, project, ids)
  })
  const received = await unneededChunks(stores, ids.recordingId, sent.recording.chunks)
  const voiceHeld = !(await isVoiceAwaited(stores, ids.recordingId))
  return {
    ...ids,
    uploadToken: sealUpload(ctx, { key: sent.key, ...ids }),
    received,
    voiceHeld,
    wanted: await wantedAssets(stores, ids.recordingId),
  }
}

/** Recording was turned off after the page had loaded: what the visitor wrote is taken, the rest is not. */
const withoutRecording = (sent: SendReport): SendReport => ({
  ...sent,
  recording: { ...sent.recording, chunks: 0, console: [], timeline: [], voice: undefined, assets: [] },
})

/** Files were turned off after the page had loaded: its style sheets have been taken out of the events already. */
const withoutFiles = (sent: SendReport): SendReport => ({
  ...sent,
  recording: { ...sent.recording, assets: sent.recording.assets?.filter(({ type }) => type === 'text/css') },
})

const taken = () => new ProblemError('conflict', 'These ids are in use.', 'Make new random ids for a new report.')

/** `false` when there is a report of that id. */
async function insertReport(
  ctx: Context,
  tx: Tx,
  project: ProjectRow,
  report: ScannedReport,
  visitorId: string | null,
): Promise<boolean> {
  const now = ctx.now()
  const inserted = await tx.db
    .insertInto('reports')
    .values({
      id: report.id,
      project_id: project.id,
      visitor_id: visitorId,
      title: printable(firstTitle(report)),
      status: 'new',
      page_url: printable(report.pageUrl),
      created_at: now,
      updated_at: now,
    })
    .onConflict((on) => on.column('id').doNothing())
    .executeTakeFirst()
  return inserted.numInsertedOrUpdatedRows === 1n
}

async function insertRecording(
  ctx: Context,
  project: ProjectRow,
  report: ScannedReport,
  visitorId: string | null,
): Promise<void> {
  const recording = { ...report, ...report.recording, reportId: report.id, visitorId }
  const started = await startRecording(ctx, project, recording)
  if (!started) throw taken()
}

async function refuseStranger(
  tx: Tx,
  project: ProjectRow,
  ids: { reportId: string; recordingId: string },
): Promise<void> {
  const same = await tx.db
    .selectFrom('recordings')
    .select('id')
    .where('id', '=', ids.recordingId)
    .where('report_id', '=', ids.reportId)
    .where('project_id', '=', project.id)
    .executeTakeFirst()
  if (!same) throw taken()
}

/** PostgreSQL holds no NUL in text. */
const printable = (text: string): string => text.replaceAll('\0', '')
