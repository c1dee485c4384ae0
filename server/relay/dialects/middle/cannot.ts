import { Untranslatable } from '../dialect.ts'

/** Refuses what the other dialect has no words for. */
export function cannot(field: string | undefined, what: string): never {
  throw new Untranslatable(field ?? 'body', what)
}
