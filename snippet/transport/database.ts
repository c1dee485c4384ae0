/** The answer to one request, within its transaction. */
export const asked = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(request.error))
  })

const ended = (transaction: IDBTransaction): Promise<void> =>
  new Promise((resolve, reject) => {
    transaction.addEventListener('complete', () => resolve())
    transaction.addEventListener('abort', () => reject(transaction.error))
  })

/** At once, without waiting to hear of each change: the page may be about to go. */
function commit(transaction: IDBTransaction): void {
  try {
    transaction.commit()
  } catch {
    // It is over already.
  }
}

/** Some browsers never answer; a report does not wait for them. */
const patienceMs = 10_000

function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('The browser’s database does not answer.')), patienceMs)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}

export type Database = {
  name: string
  /** Names of its stores, and what their records are found by. */
  stores: Record<string, string | null>
}

type Use<T> = (transaction: IDBTransaction) => Promise<T>

/** `undefined` where there is none and none is to be made. */
function open({ name, stores }: Database, make: boolean): Promise<IDBDatabase | undefined> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1)
    let absent = false
    request.addEventListener('upgradeneeded', () => {
      absent = !make
      if (absent) return request.transaction?.abort()
      for (const [store, keyPath] of Object.entries(stores)) request.result.createObjectStore(store, { keyPath })
    })
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => (absent ? resolve(undefined) : reject(request.error)))
  })
}

async function transact<T>(
  database: Database,
  mode: 'make' | 'change' | 'read',
  use: Use<T>,
): Promise<{ done: T } | undefined> {
  const opened = await open(database, mode === 'make')
  if (!opened) return undefined
  try {
    const access = mode === 'read' ? 'readonly' : 'readwrite'
    // On the disk, not only on its way there, before anything is promised.
    const transaction = opened.transaction(Object.keys(database.stores), access, { durability: 'strict' })
    const end = ended(transaction)
    end.catch(() => {})
    const done = await use(transaction)
    commit(transaction)
    await end
    return { done }
  } finally {
    // An open connection would keep others from deleting the database.
    opened.close()
  }
}

const remove = (name: string): Promise<unknown> => asked(indexedDB.deleteDatabase(name))

/** One tab at a time, where browsers have locks: on HTTPS and on this machine. */
const alone = <T>(name: string, run: () => Promise<T>): Promise<T> =>
  navigator.locks ? navigator.locks.request(name, run) : run()

/** One transaction over all stores, on a connection of its own. `undefined`: there is no database, and no `make`. */
export async function use<T>(
  database: Database,
  mode: 'make' | 'change' | 'read',
  work: Use<T>,
): Promise<T | undefined> {
  const run = () => alone(database.name, () => transact(database, mode, work))
  return (await inTime(run()))?.done
}

/** Removes the database when `isEmpty` says so. Without locks it stays: another tab may be writing to it. */
export async function removeIfEmpty(database: Database, isEmpty: Use<boolean>): Promise<boolean> {
  const run = async () => {
    const found = await transact(database, 'read', isEmpty)
    if (found?.done && navigator.locks) await remove(database.name)
    return found === undefined || found.done
  }
  return inTime(alone(database.name, run))
}
