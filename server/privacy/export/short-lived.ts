import type { EphemeralKey, KeyspaceDeclaration } from '@vitrine/ledger'
import type { Ephemeral } from '../../platform/ephemeral/port.ts'

type Named = { readonly pattern: string; readonly name: string }

/** What a short-lived entry holds, whatever its kind; `undefined` when it is not there. */
async function contentOf(ephemeral: Ephemeral, name: string, space: KeyspaceDeclaration): Promise<unknown> {
  const key = <K extends EphemeralKey['space']['kind']>(kind: K) =>
    ({ name, space: { ...space, kind } }) as EphemeralKey<K>
  if (space.kind === 'value') return ephemeral.get(key('value'))
  if (space.kind === 'map') return mapOf(await ephemeral.readMap(key('map')), space)
  if (space.kind === 'counter') return (await ephemeral.readCounter(key('counter'))) || undefined
  const several = space.kind === 'set' ? await ephemeral.readSet(key('set')) : await readWindow()
  return several.length > 0 ? several : undefined

  async function readWindow(): Promise<unknown[]> {
    if (space.kind !== 'window') return []
    const members = await ephemeral.readWindow(key('window'), 0)
    return members.map(({ member, at }) => ({ member, at: new Date(at) }))
  }
}

/** Of each entry the fields that may be handed out. */
function mapOf(held: ReadonlyMap<string, string>, { entries }: KeyspaceDeclaration): unknown {
  if (held.size === 0) return undefined
  const fields = Object.keys(entries ?? {})
  const readable = (text: string): unknown =>
    Object.fromEntries(Object.entries(JSON.parse(text)).filter(([field]) => fields.includes(field)))
  return Object.fromEntries([...held].map(([name, text]) => [name, entries ? readable(text) : text]))
}

/** The short-lived entries of a subject, one a line. */
export async function* shortLivedLines(
  storesOf: (space: KeyspaceDeclaration) => Ephemeral[],
  spaces: readonly KeyspaceDeclaration[],
  keys: readonly Named[],
): AsyncGenerator<Buffer> {
  for (const { pattern, name } of keys) {
    const space = spaces.find((one) => one.pattern === pattern)
    for (const store of space ? storesOf(space) : []) {
      const holds = space && (await contentOf(store, name, space))
      if (space && holds !== undefined) yield Buffer.from(`${JSON.stringify({ name, what: space.what, holds })}\n`)
    }
  }
}
