import { setTimeout as pause } from 'node:timers/promises'
import type { Context } from '../../context.ts'
import { errorFields } from '../../platform/log/error-fields.ts'
import type { Journal } from '../journal/journal.ts'
import type { Entry } from '../journal/line.ts'
import { postCharges } from './post-charges.ts'

const batch = 1_000
const longestPauseMs = 10_000

type Options = {
  readonly node: string
  readonly journal: Journal
  /** Runs work on the leases of this node one after the other. */
  readonly inTurn: <T>(work: () => Promise<T>) => Promise<T>
  readonly onPosted: (entries: readonly Entry[]) => void
  /** Charges gather for so long, so that many share a transaction. */
  readonly gatherMs: number
}

/** Brings what is in the journal into the database, as soon as that can be reached. */
export class Poster {
  readonly #ctx: Context
  readonly #how: Options
  #running: Promise<void> | undefined
  #timer: NodeJS.Timeout | undefined
  readonly #ending = new AbortController()

  constructor(ctx: Context, how: Options) {
    this.#ctx = ctx
    this.#how = how
  }

  wake(): void {
    if (this.#running || this.#timer || this.#ending.signal.aborted) return
    this.#timer = setTimeout(() => {
      this.#timer = undefined
      this.#running = this.#postAll().finally(() => {
        this.#running = undefined
        if (this.#how.journal.peek(1).length > 0) this.wake()
      })
    }, this.#how.gatherMs).unref()
  }

  /** Tries once more; answers whether nothing is left. */
  async end(): Promise<boolean> {
    this.#ending.abort()
    clearTimeout(this.#timer)
    await this.#running
    try {
      while (await this.#postSome());
      return true
    } catch (error) {
      this.#ctx.log.error('Charges stay in the journal until the next start', errorFields(error))
      return false
    }
  }

  async #postAll(): Promise<void> {
    for (let wait = 500; ; wait = Math.min(2 * wait, longestPauseMs)) {
      try {
        while (await this.#postSome());
        return
      } catch (error) {
        this.#ctx.log.error('Charges could not be posted yet', errorFields(error))
        const { signal } = this.#ending
        await pause(wait, undefined, { ref: false, signal }).catch(() => {})
        if (signal.aborted) return
      }
    }
  }

  async #postSome(): Promise<boolean> {
    const { journal, inTurn, node, onPosted } = this.#how
    const entries = journal.peek(batch).map(({ entry }) => entry)
    if (entries.length === 0) return false
    await inTurn(() => postCharges(this.#ctx, node, entries))
    journal.posted(entries.length)
    onPosted(entries)
    return true
  }
}
