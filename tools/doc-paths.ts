import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { projectFiles } from './files.ts'

const rooms = /^(protocol|ledger|masking|fold|snippet|server|dashboard|demo|journeys|bench|docs|deploy|tools)\//

/** Links and back-ticked paths in the documents must exist, so that the documents can't go stale unnoticed. */
export function checkDocPaths(): boolean {
  const missing: string[] = []
  for (const doc of projectFiles().filter((path) => path.endsWith('.md'))) {
    const text = readFileSync(doc, 'utf8').replaceAll(/```[\s\S]*?```/g, '')
    const links = [...text.matchAll(/\]\(([^)#\s]+)[^)]*\)/g)].map((match) => join(dirname(doc), match[1] ?? ''))
    const quoted = [...text.matchAll(/`([\w./-]+)`/g)].map((match) => match[1] ?? '').filter((path) => rooms.test(path))
    for (const path of [...links.filter((link) => !/^\w+:/.test(link.replace(/^(\.\.\/)+/, ''))), ...quoted])
      if (!existsSync(path)) missing.push(`${doc}: ${path} does not exist`)
  }
  for (const line of missing) console.log(`  ${line}`)
  return missing.length === 0
}
