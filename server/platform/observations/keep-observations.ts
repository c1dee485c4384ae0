import type { Kysely } from 'kysely'
import type { Tables } from '../../declarations.ts'
import { makePartitions } from '../db/partitions.ts'
import { observations } from '../tables.ts'
import type { Witness } from './witness.ts'

const interval = 30_000

type Options = { readonly db: Kysely<Tables>; readonly witness: Witness; readonly onError: (error: unknown) => void }

/** Writes down what the witness saw. */
export async function writeObservations({ db, witness }: Omit<Options, 'onError'>, at: Date): Promise<void> {
  const seen = witness.take()
  if (seen.length === 0) return
  await makePartitions(db, [observations], at)
  await db
    .insertInto('observations')
    .values(seen.map((sight) => ({ at, ...sight })))
    .execute()
}

/** Goes on writing it down, from time to time. Answers how to end it, which writes once more. */
export function keepObservations({ db, witness, onError }: Options): () => Promise<void> {
  let last: Promise<void> = Promise.resolve()
  const write = () => {
    last = last.then(() => writeObservations({ db, witness }, new Date())).catch(onError)
    return last
  }
  const timer = setInterval(() => void write(), interval).unref()
  return () => {
    clearInterval(timer)
    return write()
  }
}
