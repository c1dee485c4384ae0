/** The database of a project's waiting reports; declared in `protocol/browser-keys.ts`. */
export const outboxName = (key: string): string => `vitrine:outbox:${key}`

/** Says that there is such a database, for browsers that can't list theirs, and tells other tabs. */
export const outboxFlag = (key: string): string => `vitrine:waiting:${key}`

/** Whether reports may be waiting, without opening a database. */
export async function mayWait(key: string, storage: Storage | undefined): Promise<boolean> {
  try {
    if (storage?.getItem(outboxFlag(key))) return true
    // Where storage is forbidden, asking for databases fails in the page's ears, too.
    if (!storage) return false
    // Sites clear their storage when somebody signs out. Without locks an empty database stays and says nothing.
    if (!navigator.locks) return false
    return (await indexedDB.databases()).some(({ name }) => name === outboxName(key))
  } catch {
    return false
  }
}

/** Withdrawn: nothing waits any more. */
export function forgetWaiting(key: string, storage: Storage | undefined): void {
  try {
    storage?.removeItem(outboxFlag(key))
    indexedDB.deleteDatabase(outboxName(key))
  } catch {
    // Storage may be forbidden, and then nothing was kept.
  }
}
