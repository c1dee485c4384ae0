import type { Job, Payload } from '@vitrine/ledger'
import type { Kysely } from 'kysely'

/** Queues declared jobs and runs them. Inside a transaction a job exists exactly if the transaction commits. */
export interface Jobs {
  /**
   * `after`: not before then. `once`: not when a job with this key is waiting already. Throws when the payload is not what
   * the job declares to carry.
   */
  enqueue<J extends Job>(job: J, payload: Payload<J>, how?: { after?: Date; once?: string }): Promise<void>
  /** The same, bound to an open transaction. */
  within(db: Kysely<any>): Jobs
  /** Runs `run` for each job of this kind, at least once: again with growing pauses when it throws or its process dies. */
  work<J extends Job>(job: J, run: (payload: Payload<J>) => Promise<void>): Promise<void>
  /** Enqueues at each moment of the cron expression (UTC). */
  every<J extends Job>(job: J, cron: string, payload: Payload<J>): Promise<void>
  /** Makes its tables where they are missing, and reports for duty. The first use does it too. */
  open(): Promise<void>
  /** Lets running jobs finish for a few seconds, then lets go of the queue. */
  stop(): Promise<void>
}
