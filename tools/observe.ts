import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { observeDatabase, observeQueue } from './observe/database.ts'
import { type Finding, type Places, readDocument } from './observe/document.ts'
import {
  compareHosts,
  compareKeys,
  compareObjects,
  enteredHosts,
  entriesIn,
  filesIn,
  keysIn,
  objectsIn,
} from './observe/names.ts'

const usage = `Looks at an installation from outside and compares what it finds with what it publishes. Shares no code with it.

node tools/observe.ts --document FILE|URL --database URL --keys-database URL --objects FOLDER|s3://BUCKET
  [--redis URL] [--hosts FILE] [--setting NAME=VALUE …]

FILE of --hosts: the hosts that the installation contacted, one a line, as a proxy or its egress log recorded them.
--setting: what the document means by "the host in the setting NAME".`

const { values } = parseArgs({
  options: {
    document: { type: 'string' },
    database: { type: 'string' },
    'keys-database': { type: 'string' },
    objects: { type: 'string' },
    redis: { type: 'string' },
    hosts: { type: 'string' },
    setting: { type: 'string', multiple: true, default: [] },
  },
})

async function withDatabase<T>(url: string, look: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await look(client)
  } finally {
    await client.end()
  }
}

type Given = { database: string; keysDatabase: string; objects: string }

async function observe(places: Places, { database, keysDatabase, objects }: Given): Promise<Finding[]> {
  const names = await (objects.startsWith('s3:') ? objectsIn(objects) : filesIn(objects))
  const lines = values.hosts === undefined ? [] : (await readFile(values.hosts, 'utf8')).split(/\s+/).filter(Boolean)
  const settings = new Map(values.setting.map((one) => one.split(/=(.*)/s) as unknown as [string, string]))
  const main = await withDatabase(database, async (client) => [
    ...(await observeDatabase(client, places, 'main')),
    ...(await observeQueue(client, places)),
    ...compareKeys(places, await entriesIn(client)),
    ...compareHosts(places, lines, { settings, entered: await enteredHosts(client, places) }),
  ])
  const keys = await withDatabase(keysDatabase, (client) => observeDatabase(client, places, 'keys'))
  const short = values.redis === undefined ? [] : compareKeys(places, await keysIn(values.redis))
  return [...main, ...keys, ...compareObjects(places, names), ...short]
}

const { document, database, objects, 'keys-database': keysDatabase } = values
if (!document || !database || !objects || !keysDatabase) {
  console.error(usage)
  process.exit(2)
}
const places = await readDocument(document)
const findings = await observe(places, { database, keysDatabase, objects })
for (const { kind, place } of findings) console.log(`${kind} ${place}`)
console.log(
  findings.length === 0
    ? `Everything that is there is published, and everything published is there: ${places.tables.length} tables, ${places.keys.length} kinds of keys, ${places.objects.length} of objects.`
    : `${findings.length} differences.`,
)
process.exit(findings.length === 0 ? 0 : 1)
