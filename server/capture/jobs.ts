import type { Context } from '../context.ts'
import { startWorker } from '../platform/jobs/worker.ts'
import { indexRecordingJob } from './index-recording.ts'
import { indexRecording } from './tables.ts'

export const startCaptureWork = (ctx: Context): Promise<void> => startWorker(ctx, indexRecording, indexRecordingJob)
