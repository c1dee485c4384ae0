import { randomBytes, randomUUID } from 'node:crypto'
import { loginsAt } from '../../accounts/login/kept-logins.ts'
import type { Context } from '../../context.ts'
import type { World } from './world.ts'

/** A place in a request that names a thing: a parameter of the path, a field of the query or of the body. */
export type Ref = {
  readonly name: string
  readonly after: string
  readonly kind?: string | undefined
  readonly within?: string
}

/** Where a name does not say of which table it is. A new one that is not an id of a table is written down here. */
const special: Readonly<Record<string, (ctx: Context, world: World, ref: Ref) => Promise<string>>> = {
  sha256: async ({ control: { db } }, { things }) => {
    const file = await db
      .selectFrom('assets')
      .select('sha256')
      .where('id', 'in', things['assets'] ?? [])
      .executeTakeFirst()
    return file?.sha256.toString('hex') ?? ''
  },
  key: async (_, { publicKey }) => publicKey,
  assigneeId: async (_, { users }) => users.developer,
  userId: async (_, { users }, { within }) => (within === 'organizations' ? users.viewer : users['project agent']),
  // Others may have been ended meanwhile, by those who may.
  tokenId: async ({ control: { db } }, { users }) => {
    const mine = db.selectFrom('api_tokens').select('id').where('user_id', '=', users.owner)
    return (await mine.orderBy('created_at', 'desc').executeTakeFirst())?.id ?? ''
  },
  sessionId: async ({ control }, { users }) => {
    const mine = await loginsAt(control, { userId: users.owner })
    return mine.toSorted(([, a], [, b]) => b.startedAt.localeCompare(a.startedAt))[0]?.[0] ?? ''
  },
  // One that is approved is none any more.
  requestId: async ({ control: { db } }, { organizationId }) => {
    const theirs = db.selectFrom('password_reset_tokens').select('id').where('organization_id', '=', organizationId)
    return (await theirs.where('purpose', '=', 'request').orderBy('id').executeTakeFirst())?.id ?? ''
  },
  // There are keys of other kinds too.
  keyId: async (_, { things }) => things['api_keys']?.[0] ?? '',
  memberId: async (_, { users }) => users['project agent'],
  // One that nobody who may has ended: the owner's own, or the organization's.
  apiKeyId: async ({ control: { db } }, { organizationId, users }, { after }) => {
    const living = db.selectFrom('api_keys').select('id').where('organization_id', '=', organizationId)
    const key = await living
      .where('revoked_at', 'is', null)
      .where('member_id', after === 'own-keys' ? '=' : 'is', after === 'own-keys' ? users.owner : null)
      .orderBy('created_at', 'desc')
      .executeTakeFirst()
    return key?.id ?? ''
  },
}

/** What names nothing that is anybody's, and stays the same whoever is asked about. */
const common: Readonly<Record<string, string>> = {
  seq: '0',
  hash: '0'.repeat(64),
  kind: 'privacy-page',
  file: 'privacy-page.json',
  format: 'json',
  clientId: 'an-application',
  externalId: 'customer-7',
  recipientId: 'object-store',
  token: 'A'.repeat(43),
  ruleId: '1f0e1d0c-3b2a-4918-8706-f5e4d3c2b1a0',
}
/** Under an id that the caller has chosen, such a thing is booked once. */
const chosen = new Set(['payments'])

/** In a list that is sent as a whole, such as rules, or of what is new: names nothing that is there already. */
const ofTheCaller = 'b7c6d5e4-f3a2-4b1c-8d0e-9f8e7d6c5b4a'

const snake = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`).replaceAll('-', '_')
const singular = (table: string) => table.replace(/ies$/, 'y').replace(/s$/, '')

/** The table whose rows a name means: `reportId` reports, `exportId` after `data-export` data_exports. */
function tableOf(ctx: Context, { name, after, kind }: Ref): string | undefined {
  const tables = ctx.declarations.tables
  if (kind) return tables.find(({ subject }) => subject === kind)?.name
  const wanted = name === 'id' ? singular(snake(after)) : snake(name.replace(/Id$/, ''))
  const exact = tables.find((table) => singular(table.name) === wanted)
  const ending = tables.filter((table) => singular(table.name).endsWith(`_${wanted}`))
  const best = ending.find((table) => singular(table.name) === singular(snake(after))) ?? ending[0]
  return (exact ?? best)?.name
}

export const namesThing = ({ name }: Ref): boolean => !(name in common)

/** What a reference is in one organization's world. */
export async function idIn(ctx: Context, world: World, ref: Ref): Promise<string> {
  const known = common[ref.name] ?? (await special[ref.name]?.(ctx, world, ref))
  if (known !== undefined) return known
  const table = tableOf(ctx, ref)
  if (!table && ref.name === 'id' && (!ref.kind || chosen.has(ref.after))) return ofTheCaller
  const id = table && world.things[table]?.[0]
  if (id) return id
  throw new Error(
    `write in server/testing/isolation/ids.ts what "${ref.name}" names: no table of ${world.canary} is it`,
  )
}

/** What a reference is where there is nothing. */
export function idOfNothing({ name }: Ref): string {
  if (name in common) return common[name] ?? ''
  if (name === 'key') return `pk_${randomUUID().replaceAll('-', '').slice(0, 24)}`
  return /sha256|hash/i.test(name) ? randomBytes(32).toString('hex') : randomUUID()
}

/** Says of a field whether it names a thing. */
export function refAt(key: string, parent: string, siblings: Readonly<Record<string, unknown>>): Ref | undefined {
  if (key === 'id')
    return { name: 'id', after: parent, kind: typeof siblings['kind'] === 'string' ? siblings['kind'] : undefined }
  return /[a-z]Id$/.test(key) || key === 'sha256' || key === 'key' ? { name: key, after: parent } : undefined
}
