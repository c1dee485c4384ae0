import { randomUUID } from 'node:crypto'
import type { Job, Payload } from '@vitrine/ledger'
import type { Kysely } from 'kysely'
import { fromKysely, PgBoss } from 'pg-boss'
import type { Connection } from '../db/embedded.ts'
import { errorFields } from '../log/error-fields.ts'
import type { Log } from '../log/log.ts'
import { checkPayload } from './check-payload.ts'
import type { Jobs } from './port.ts'

type Options = {
  readonly connection: Connection | string
  readonly jobs: readonly Job[]
  readonly log: Log<'job' | 'error' | 'stack'>
}

// A job whose process died is noticed by its missing heartbeat, ten seconds at the earliest.
const changeable = {
  notify: true,
  heartbeatSeconds: 10,
  expireInSeconds: 3_600,
  retryLimit: 8,
  retryDelay: 2,
  retryBackoff: true,
  retryDelayMax: 600,
  deleteAfterSeconds: 86_400,
}
const queueSettings = { ...changeable, policy: 'short' }

const upkeep = { superviseIntervalSeconds: 10, monitorIntervalSeconds: 10, maintenanceIntervalSeconds: 3_600 }

// Retries and delayed jobs are not announced, only found by looking.
const lookEvery = { pollingIntervalSeconds: 2, notifyPollingIntervalSeconds: 2 }

/** The job queue in PostgreSQL; `open` or the first use connects it. */
export function openJobs({ connection, jobs, log }: Options): Jobs {
  let opening: Promise<PgBoss> | undefined
  const boss = () => {
    opening ??= start(connection, jobs, log).catch((error) => {
      opening = undefined
      throw error
    })
    return opening
  }

  const enqueueIn = (db?: Kysely<any>): Jobs['enqueue'] => {
    return async (job, payload, how = {}) => {
      checkPayload(job, payload)
      await (await boss()).send(job.name, payload, {
        singletonKey: how.once ?? randomUUID(),
        ...(how.after && { startAfter: how.after }),
        ...(db && { db: fromKysely(db) }),
      })
    }
  }

  const queue: Jobs = {
    enqueue: enqueueIn(),
    within: (db) => ({ ...queue, enqueue: enqueueIn(db) }),
    async work(job, run) {
      const open = await boss()
      const worker: string = await open.work<Payload<typeof job>>(job.name, lookEvery, async (batch) => {
        for (const { data } of batch) await runLogged(job, () => run(data), log)
        // Else the next waiting job would start only when it looks again.
        open.notifyWorker(worker)
      })
    },
    async every(job, cron, payload) {
      checkPayload(job, payload)
      await (await boss()).schedule(job.name, cron, payload, { tz: 'UTC' })
    },
    async open() {
      await boss()
    },
    async stop() {
      await (await opening)?.stop({ timeout: 5_000 })
    },
  }
  return queue
}

async function start(connection: Options['connection'], jobs: readonly Job[], log: Options['log']): Promise<PgBoss> {
  const boss = new PgBoss({
    ...(typeof connection === 'string' ? { connectionString: connection } : connection),
    ...upkeep,
    application_name: 'vitrine jobs',
    max: 3,
    useListenNotify: true,
  })
  boss.on('error', (error) => log.error('The job queue has a problem', { error: error.message }))
  boss.on('warning', ({ message }) => log.warn('The job queue warns', { error: message }))
  await boss.start()
  const known = new Set((await boss.getQueues()).map((queue) => queue.name))
  for (const { name } of jobs) {
    if (known.has(name)) await boss.updateQueue(name, changeable)
    else await boss.createQueue(name, queueSettings)
  }
  return boss
}

/** The queue stores what a job answers or throws; neither is declared, so neither gets there. */
async function runLogged(job: Job, run: () => Promise<void>, log: Options['log']): Promise<void> {
  const failure = await run().then(
    () => undefined,
    (cause: unknown) => ({ cause }),
  )
  if (!failure) return
  log.error('A job failed', { job: job.name, ...errorFields(failure.cause) })
  throw new Error('It failed; the log says why')
}
