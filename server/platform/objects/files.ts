import { randomUUID } from 'node:crypto'
import { mkdir, open, readFile, rename, rm, unlink } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { removeFolder, removeIfEmpty, unlessAbsent, walk } from './folders.ts'
import type { Objects } from './port.ts'
import { syncFolder } from './sync-folder.ts'

const segment = /^(?!\.)[\w.@-]+(?<!\.)$/

/** Keys come from buckets, which allow no separators in values; this holds even for one that was forged. */
function pathOf(root: string, name: string): string {
  const segments = name.split('/')
  if (!segments.every((part) => segment.test(part))) throw new Error(`"${name}" is not an object name`)
  return join(root, ...segments)
}

const folderOf = (root: string, prefix: string): string => pathOf(root, prefix.replace(/\/$/, ''))

/** Makes the folder and, for each level that is new, its entry in the level above durable. */
async function makeFolder(folder: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true })
  if (first === undefined) return
  for (let made = folder; made.length >= first.length; made = dirname(made)) await syncFolder(dirname(made))
}

/** One at a time: who finds a folder that another put has just made also waits until it is durable. */
function folderMaker(): (folder: string) => Promise<void> {
  let last = Promise.resolve()
  return (folder) => {
    last = last.catch(() => {}).then(() => makeFolder(folder))
    return last
  }
}

async function write(temporary: string, body: Uint8Array): Promise<void> {
  const handle = await open(temporary, 'wx', 0o600)
  try {
    await handle.writeFile(body)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/**
 * Objects as files below `root`. A file appears under its name only when whole and durable. The temporary file lies in
 * the same folder, hidden from `list`, so that what a crash leaves behind is erased with the rest of that folder.
 */
export function filesObjects(root: string): Objects {
  const make = folderMaker()
  return {
    async put(key, body) {
      const path = pathOf(root, key.name)
      const folder = dirname(path)
      const temporary = join(folder, `.${basename(path)}.${randomUUID()}`)
      try {
        await make(folder)
        // An erasure next door may have just removed the empty folder.
        await write(temporary, body).catch((error: NodeJS.ErrnoException) => {
          if (error.code !== 'ENOENT') throw error
          return make(folder).then(() => write(temporary, body))
        })
        await rename(temporary, path)
      } catch (error) {
        await rm(temporary, { force: true })
        throw error
      }
      await syncFolder(folder)
    },

    get: (key) => unlessAbsent(readFile(pathOf(root, key.name))),

    async delete(key) {
      const path = pathOf(root, key.name)
      await unlessAbsent(unlink(path))
      await removeIfEmpty(dirname(path), root)
    },

    deleteAll: (prefix) => removeFolder(folderOf(root, prefix.prefix), root),
    list: (prefix) => walk(folderOf(root, prefix.prefix), prefix.prefix),
    listEverything: () => walk(root, ''),
  }
}
