import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { wholeReport } from '../capture/testing/whole-report.ts'
import type { Context } from '../context.ts'
import { declarations } from '../declarations.ts'
import { openContext } from '../open-context.ts'
import { startWorker } from '../platform/jobs/worker.ts'
import type { Objects } from '../platform/objects/port.ts'
import { carryOutExport } from '../privacy/export/carry-out-export.ts'
import { openExport } from '../privacy/export/open-export.ts'
import { requestExport } from '../privacy/export/request-export.ts'
import { exportObjects, makeExport } from '../privacy/export/tables.ts'
import { testConfig } from './config.ts'
import { asMember } from './context.ts'

export type ToldExport = {
  readonly dir: string
  readonly resume?: { readonly exportId: string; readonly userId: string }
}

const say = (what: object) => process.send?.(what)

/** Writes one half of a copy, says so, and nothing more: the test kills the process right there. */
function halfway(objects: Objects): Objects {
  async function* half(body: AsyncIterable<Uint8Array>) {
    for await (const piece of body) {
      yield piece.subarray(0, piece.length / 2)
      say({ half: piece.length })
      await new Promise(() => {})
    }
  }
  return {
    ...objects,
    put: (key, body) =>
      objects.put(
        key,
        key.bucket === exportObjects && Symbol.asyncIterator in body ? half(body as AsyncIterable<Uint8Array>) : body,
      ),
  }
}

function stoppingHalfway(ctx: Context): Context {
  const stores = { ...ctx.control, objects: halfway(ctx.control.objects) }
  return { ...ctx, control: stores, region: () => stores }
}

/** Asks for a copy of a project with the worker that makes it, or starts the worker only, as any other start does. */
if (process.argv[1] === import.meta.filename) {
  const [{ dir, resume }] = (await once(process, 'message')) as [ToldExport]
  const { ctx } = await openContext(testConfig(dir), declarations)
  if (!resume) {
    const { userId, projectId, recordingId } = await wholeReport(ctx)
    const { id } = await requestExport(asMember(ctx, userId), { kind: 'project', id: projectId })
    say({ asked: { exportId: id, userId, recordingId } })
  }
  await startWorker(resume ? ctx : stoppingHalfway(ctx), makeExport, async (ctx, payload) => {
    await carryOutExport(ctx, payload)
    if (!resume) return
    const { content } = await openExport(asMember(ctx, resume.userId), resume.exportId)
    await pipeline(content, createWriteStream(join(dir, 'copy.zip')))
    const row = await ctx.control.db
      .selectFrom('data_exports')
      .select(['state', 'tries'])
      .where('id', '=', resume.exportId)
      .executeTakeFirstOrThrow()
    say({ finished: row })
  })
}
