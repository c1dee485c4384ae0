import { randomUUID } from 'node:crypto'
import { type FileHandle, mkdir, open, readFile, rename, rm, unlink } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { removeFolder, removeIfEmpty, unlessAbsent, walk, walkSome } from './folders.ts'
import { segmentsOf } from './object-name.ts'
import type { Body, Objects, Range } from './port.ts'
import { syncFolder } from './sync-folder.ts'

const mostTries = 20

const pathOf = (root: string, name: string): string => join(root, ...segmentsOf(name))

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

async function write(handle: FileHandle, body: Body): Promise<void> {
  try {
    await handle.writeFile(body)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function readRange(path: string, { from, to }: Range): Promise<Buffer> {
  const handle = await open(path)
  try {
    const bytes = Buffer.allocUnsafeSlow(Math.max(0, to - from))
    let filled = 0
    for (let read = -1; read !== 0 && filled < bytes.length; filled += read)
      read = (await handle.read(bytes, filled, bytes.length - filled, from + filled)).bytesRead
    return bytes.subarray(0, filled)
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
  /** An erasure next door may remove the empty folder at any moment before there is a file in it. */
  const create = async (temporary: string): Promise<FileHandle> => {
    for (let tries = 1; ; tries++) {
      try {
        await make(dirname(temporary))
        return await open(temporary, 'wx', 0o600)
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || tries === mostTries) throw error
      }
    }
  }
  return {
    async put(key, body) {
      const path = pathOf(root, key.name)
      const folder = dirname(path)
      const temporary = join(folder, `.${basename(path)}.${randomUUID()}`)
      try {
        const handle = await create(temporary)
        await write(handle, body)
        await rename(temporary, path)
      } catch (error) {
        await rm(temporary, { force: true })
        await removeIfEmpty(folder, root)
        throw error
      }
      await syncFolder(folder)
    },

    get(key, range) {
      const path = pathOf(root, key.name)
      return unlessAbsent(range ? readRange(path, range) : readFile(path))
    },

    async delete(key) {
      const path = pathOf(root, key.name)
      await unlessAbsent(unlink(path))
      await removeIfEmpty(dirname(path), root)
    },

    deleteAll: (prefix) => removeFolder(folderOf(root, prefix.prefix), root),
    list: (prefix) => walk(folderOf(root, prefix.prefix), prefix.prefix),
    listEverything: (after) => walk(root, '', after?.split('/')),
    listSome: (perFolder) => walkSome(root, perFolder),
  }
}
