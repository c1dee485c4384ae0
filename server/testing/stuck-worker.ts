import { once } from 'node:events'
import { job } from '@vitrine/ledger'
import { operation } from '../platform/activity.ts'
import type { Connection } from '../platform/db/embedded.ts'
import { openJobs } from '../platform/jobs/open-jobs.ts'
import { silent } from './silent.ts'

/** The program of a test that kills it: takes a job and never finishes it. */
export const stuck = job('test.stuck', { what: 'Waits to be killed.', activity: operation, carries: {} })

if (process.argv[1] === import.meta.filename) {
  const [connection] = (await once(process, 'message')) as [Connection]
  const jobs = openJobs({ connection, jobs: [stuck], log: silent })
  await jobs.work(stuck, async () => {
    process.send?.('taken')
    await new Promise(() => {})
  })
}
