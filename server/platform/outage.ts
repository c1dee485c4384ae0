import { isOutage } from './db/outage.ts'

/** A store did not answer, whatever was asked of it. Callers hear so and try again; the cause is for the log. */
export class Outage extends Error {
  override readonly name = 'Outage'

  /** `store` as a sentence begins: "The database". */
  constructor(store: string, cause: unknown) {
    super(`${store} does not answer.`, { cause })
  }
}

/** The outage that something was thrown for, if it was one. */
export const outageOf = (thrown: unknown): Outage | undefined => {
  if (thrown instanceof Outage) return thrown
  return isOutage(thrown) ? new Outage('The database', thrown) : undefined
}
