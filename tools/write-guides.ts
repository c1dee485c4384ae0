import { readFileSync, writeFileSync } from 'node:fs'
import { roleTables } from '../server/accounts/testing/role-tables.ts'

const path = 'docs/guides/roles.md'

/** Puts each table in the place of the one whose first head is the same. */
function replaceTable(guide: string, table: string): string {
  const [head = ''] = table.match(/^\| [^|]+ \|/) ?? []
  const start = guide.indexOf(`\n${head}`) + 1
  if (start === 0) throw new Error(`${path} has no table that begins with ${head}`)
  const rest = guide.slice(start).split('\n')
  const length = rest.findIndex((line) => !line.startsWith('|'))
  return guide.slice(0, start) + [table, ...(length < 0 ? [''] : rest.slice(length))].join('\n')
}

const guide = readFileSync(path, 'utf8')
writeFileSync(path, (await roleTables()).reduce(replaceTable, guide))
