import { createSecretKey, type KeyObject, randomBytes, randomUUID } from 'node:crypto'
import { link, mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { syncFolder } from '../objects/sync-folder.ts'
import { heldKeys } from './held-keys.ts'
import type { MasterKeys } from './master-keys.ts'
import { parseMasterKey } from './parse-master-key.ts'

const readIfThere = (file: string): Promise<string | undefined> =>
  readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })

const freshLine = () => `${randomBytes(32).toString('base64')}\n`

/** `take` moves a complete file into place, so that nobody ever reads half of one. */
async function write(
  dataDir: string,
  file: string,
  text: string,
  take: (fresh: string, file: string) => Promise<void>,
): Promise<void> {
  await mkdir(dataDir, { recursive: true })
  const fresh = `${file}.${randomUUID()}`
  try {
    const handle = await open(fresh, 'wx', 0o600)
    await handle.writeFile(text)
    await handle.sync()
    await handle.close()
    await take(fresh, file)
  } finally {
    await rm(fresh, { force: true })
  }
  await syncFolder(dataDir)
}

/** `link` refuses to replace, so of two processes that start at once the second adopts the first one's key. */
const linkUnlessThere = (fresh: string, file: string): Promise<void> =>
  link(fresh, file).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })

/**
 * Master keys in `master.key` of the data folder, one a line, the newest first; made on the first start. Where something
 * was sealed before, none is made: it would open nothing, and hide that the right one is missing.
 */
export async function fileKeys(dataDir: string, sealedBefore: () => Promise<boolean>): Promise<MasterKeys> {
  const file = join(dataDir, 'master.key')
  if ((await readIfThere(file)) === undefined) {
    if (await sealedBefore())
      throw new Error(
        `There is a database, but the master key that it was sealed with is missing. Put it back as ${file}, or set VITRINE_MASTER_KEY. Nothing was changed.`,
      )
    await write(dataDir, file, freshLine(), linkUnlessThere)
  }
  const read = () => readKeys(file)
  await read()
  return {
    place: 'the file master.key in the data folder',
    ...heldKeys(read),
    async renew() {
      await read()
      await write(dataDir, file, freshLine() + (await readFile(file, 'utf8')), rename)
    },
    async retire() {
      const [newest = ''] = (await readFile(file, 'utf8')).split('\n')
      await write(dataDir, file, `${newest}\n`, rename)
    },
  }
}

async function readKeys(file: string): Promise<KeyObject[]> {
  const lines = ((await readIfThere(file)) ?? '').split('\n').filter((line) => line.trim() !== '')
  const keys = lines.map(parseMasterKey)
  if (keys.length === 0 || keys.includes(undefined))
    throw new Error(
      `${file} must hold 32 bytes in base64 or hexadecimal. Restore it from a backup: without the key that was used so far, nothing stored can be read.`,
    )
  return keys.flatMap((bytes) => (bytes ? createSecretKey(bytes) : []))
}
