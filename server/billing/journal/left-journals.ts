import { mkdir, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { claim } from '../../platform/db/sole-owner.ts'
import { chargeJournal } from '../tables.ts'
import { type Entry, readLines } from './line.ts'

const folderIn = (dataDir: string): string => dirname(join(dataDir, chargeJournal.path({ node: 'any', number: '0' })))
const fileName = /^([0-9a-f-]{36})\.\d+\.journal$/
// What the operating system allows for a socket, less some.
const longestSocketPath = 100

/** Says that this node runs; whoever finds its journals meanwhile leaves them alone. */
export async function claimNode(dataDir: string, node: string): Promise<() => Promise<void>> {
  const name = `money-${node.slice(0, 13)}.owner`
  if (process.platform === 'win32') return claim(`\\\\.\\pipe\\vitrine-${name}`, node)
  await mkdir(dataDir, { recursive: true })
  const near = join(dataDir, name)
  return claim(Buffer.byteLength(near) <= longestSocketPath ? near : join(tmpdir(), `vitrine-${name}`), node)
}

export type Left = {
  readonly node: string
  readonly entries: readonly Entry[]
  readonly damaged: number
  /** Once the database has everything. */
  readonly remove: () => Promise<void>
}

/** Calls `take` with what each node of this data folder left behind that does not run any more. */
export async function takeLeftJournals(dataDir: string, take: (left: Left) => Promise<void>): Promise<void> {
  const folder = folderIn(dataDir)
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error
    return []
  })
  const byNode = Map.groupBy(names, (name) => fileName.exec(name)?.[1])
  for (const [node, files] of byNode) {
    if (node === undefined) continue
    const release = await claimNode(dataDir, node).catch(() => undefined)
    if (!release) continue
    try {
      const paths = files.map((name) => join(folder, name))
      const read = (await Promise.all(paths.map((path) => readFile(path, 'utf8')))).map(readLines)
      await take({
        node,
        entries: read.flatMap(({ entries }) => entries),
        damaged: read.reduce((sum, { damaged }) => sum + damaged, 0),
        remove: async () => void (await Promise.all(paths.map((path) => rm(path, { force: true })))),
      })
    } finally {
      await release()
    }
  }
}
