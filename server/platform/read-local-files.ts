import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Context } from '../context.ts'

/** Paths of what lies in the folders that local files are declared for. */
export async function readLocalFiles({ config, declarations }: Context): Promise<string[]> {
  const folders = new Set(declarations.localFiles.map(({ pattern }) => pattern.split('/', 1)[0] ?? ''))
  const found = await Promise.all(
    [...folders].map(async (folder) => {
      const entries = await readdir(join(config.dataDir, folder)).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'ENOENT') throw error
        return []
      })
      return entries.map((name) => `${folder}/${name}`)
    }),
  )
  return found.flat()
}
