import type { Dirent } from 'node:fs'
import { readdir, rmdir, stat, unlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { StoredObject } from './port.ts'
import { syncFolder } from './sync-folder.ts'

const codeOf = (error: unknown): string | undefined => (error as NodeJS.ErrnoException).code

/** `undefined` instead of the error when there is no such file or folder. */
export const unlessAbsent = <T>(work: Promise<T>): Promise<T | undefined> =>
  work.catch((error: unknown) => {
    if (['ENOENT', 'ENOTDIR', 'EISDIR'].includes(codeOf(error) ?? '')) return undefined
    throw error
  })

async function entries(folder: string): Promise<Dirent[]> {
  const found = (await unlessAbsent(readdir(folder, { withFileTypes: true }))) ?? []
  return found.sort((a, b) => (a.name < b.name ? -1 : 1))
}

const isTemporary = (entry: Dirent): boolean => entry.name.startsWith('.')

/**
 * Every finished object below `folder`, whose own name is `prefix`, or those that come after the one that `after` leads to
 * from there. What vanishes meanwhile is left out.
 */
export async function* walk(
  folder: string,
  prefix: string,
  after: readonly string[] = [],
): AsyncGenerator<StoredObject> {
  const [first = '', ...below] = after
  for (const entry of await entries(folder)) {
    if (entry.name < first) continue
    const path = join(folder, entry.name)
    if (entry.isDirectory()) yield* walk(path, `${prefix}${entry.name}/`, entry.name === first ? below : [])
    else if (!isTemporary(entry) && entry.name !== first) {
      const found = await stat(path).catch(() => undefined)
      if (found) yield { name: `${prefix}${entry.name}`, bytes: found.size }
    }
  }
}

/** The files right in `root`, and of each folder there the first so many. */
export async function* walkSome(root: string, perFolder: number): AsyncGenerator<StoredObject> {
  for (const entry of await entries(root)) {
    if (isTemporary(entry)) continue
    if (!entry.isDirectory()) yield { name: entry.name, bytes: (await stat(join(root, entry.name))).size }
    let seen = 0
    if (entry.isDirectory())
      for await (const found of walk(join(root, entry.name), `${entry.name}/`)) {
        if (++seen > perFolder) break
        yield found
      }
  }
}

/** Answers whether it is gone: a put next door may have filled it again. */
async function removeEmpty(folder: string): Promise<boolean> {
  try {
    await unlessAbsent(rmdir(folder))
    return true
  } catch (error) {
    if (['ENOTEMPTY', 'EEXIST'].includes(codeOf(error) ?? '')) return false
    throw error
  }
}

/** Removes `folder` and every folder above it that is empty now, below `root`. Makes that durable. */
export async function removeIfEmpty(folder: string, root: string): Promise<void> {
  let above = folder
  while (above !== root && (await removeEmpty(above))) above = dirname(above)
  await unlessAbsent(syncFolder(above))
}

async function removeFiles(folder: string): Promise<number> {
  let removed = 0
  for (const entry of await entries(folder)) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) {
      removed += await removeFiles(path)
      await removeEmpty(path)
    } else {
      await unlessAbsent(unlink(path))
      if (!isTemporary(entry)) removed++
    }
  }
  return removed
}

/** Removes everything below `folder`, unfinished writes included; answers how many finished objects there were. */
export async function removeFolder(folder: string, root: string): Promise<number> {
  let removed = 0
  while ((await entries(folder)).length > 0) removed += await removeFiles(folder)
  await removeIfEmpty(folder, root)
  return removed
}
