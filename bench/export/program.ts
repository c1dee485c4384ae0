import { once } from 'node:events'
import { declarations } from '../../server/declarations.ts'
import { openContext } from '../../server/open-context.ts'
import { carryOutExport } from '../../server/privacy/export/carry-out-export.ts'
import { openExport } from '../../server/privacy/export/open-export.ts'
import { requestExport } from '../../server/privacy/export/request-export.ts'
import { testConfig } from '../../server/testing/config.ts'
import { asMember } from '../../server/testing/context.ts'

export type Told = { readonly dir: string; readonly userId: string; readonly projectId: string }
export type Memory = { readonly beforeMb: number; readonly peakMb: number }
export type Answered = { readonly bytes: number; readonly makeMs: number; readonly fetchMs: number } & Memory

/** Makes one copy and fetches it, in a process that has done nothing else: its peak is what that took. */
const [told] = (await once(process, 'message')) as [Told]
const { ctx, close } = await openContext(testConfig(told.dir), declarations)
const member = asMember(ctx, told.userId)
const { id } = await requestExport(member, { kind: 'project', id: told.projectId })
const before = process.memoryUsage.rss()
const began = performance.now()
const job = { ...ctx, actor: { kind: 'job', name: 'privacy.export' } } as const
await carryOutExport(job, { exportId: id, region: ctx.config.region })
const made = performance.now()
let bytes = 0
for await (const piece of (await openExport(member, id)).content) bytes += piece.length
const answer: Answered = {
  bytes,
  makeMs: made - began,
  fetchMs: performance.now() - made,
  beforeMb: before / 1_048_576,
  peakMb: process.resourceUsage().maxRSS / 1_024,
}
process.send?.(answer)
await close()
process.disconnect()
