import { createSecretKey, type KeyObject, randomBytes, randomUUID } from 'node:crypto'
import { link, mkdir, open, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { syncFolder } from '../objects/sync-folder.ts'

/** 32 bytes as 64 hexadecimal digits or 43-44 characters of base64 or base64url; `undefined` for anything else. */
export function parseMasterKey(text: string): Buffer | undefined {
  const trimmed = text.trim()
  if (/^[0-9a-f]{64}$/i.test(trimmed)) return Buffer.from(trimmed, 'hex')
  if (!/^[A-Za-z0-9+/_-]{43}=?$/.test(trimmed)) return undefined
  return Buffer.from(trimmed, 'base64')
}

const readIfThere = (file: string): Promise<string | undefined> =>
  readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })

/** `link` refuses to replace, so of two processes that start at once the second adopts the first one's key. */
async function createFile(dataDir: string, file: string): Promise<void> {
  await mkdir(dataDir, { recursive: true })
  const fresh = `${file}.${randomUUID()}`
  try {
    const handle = await open(fresh, 'wx', 0o600)
    await handle.writeFile(`${randomBytes(32).toString('base64')}\n`)
    await handle.sync()
    await handle.close()
    await link(fresh, file).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error
    })
  } finally {
    await rm(fresh, { force: true })
  }
  await syncFolder(dataDir)
}

/**
 * From the settings, else from `master.key` in the data folder, which is made on the first start. Where something was
 * sealed with a key before, none is made: it would open nothing, and hide that the right one is missing.
 */
export async function loadMasterKey(
  config: { masterKey: string | undefined; dataDir: string },
  sealedBefore: () => Promise<boolean>,
): Promise<KeyObject> {
  const file = join(config.dataDir, 'master.key')
  if (config.masterKey === undefined && (await readIfThere(file)) === undefined) {
    if (await sealedBefore())
      throw new Error(
        `There is a database, but the master key that it was sealed with is missing. Put it back as ${file}, or set VITRINE_MASTER_KEY. Nothing was changed.`,
      )
    await createFile(config.dataDir, file)
  }
  const text = config.masterKey ?? (await readIfThere(file)) ?? ''
  const bytes = parseMasterKey(text)
  if (!bytes) {
    const where = config.masterKey === undefined ? file : 'VITRINE_MASTER_KEY'
    throw new Error(
      `${where} must hold 32 bytes in base64 or hexadecimal. Restore it from a backup: without the key that was used so far, nothing stored can be read.`,
    )
  }
  const key = createSecretKey(bytes)
  bytes.fill(0)
  return key
}
