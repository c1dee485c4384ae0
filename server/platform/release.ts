import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

const root = join(import.meta.dirname, '../..')
const read = (path: string): string | undefined => {
  try {
    return readFileSync(path, 'utf8').trim()
  } catch {
    return undefined
  }
}

/** The folder with the history, if the program runs from one; a worktree's `.git` is a file that names it. */
function gitFolders(): string[] {
  const own = join(root, '.git')
  const pointed = /^gitdir: (.+)$/m.exec(read(own) ?? '')?.[1]
  if (!pointed) return [own]
  const folder = resolve(root, pointed)
  return [folder, resolve(folder, read(join(folder, 'commondir')) ?? '.')]
}

function commit(): string | undefined {
  const folders = gitFolders()
  const head = folders.map((folder) => read(join(folder, 'HEAD'))).find((found) => found !== undefined)
  const name = /^ref: (.+)$/.exec(head ?? '')?.[1]
  if (!name) return head
  for (const folder of folders) {
    const found = read(join(folder, name))
    if (found) return found
  }
  const packed = folders.map((folder) => read(join(folder, 'packed-refs'))).find((found) => found?.includes(name))
  return packed
    ?.split('\n')
    .find((line) => line.endsWith(` ${name}`))
    ?.slice(0, 40)
}

function readRelease(): string {
  const { version }: { version: string } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const hash = commit()
  return hash && /^[0-9a-f]{40}/.test(hash) ? `${version} (${hash.slice(0, 12)})` : version
}

/** Version of the program and, where it runs from its history, the commit. */
export const release = readRelease()
