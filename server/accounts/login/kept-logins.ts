import { z } from 'zod'
import type { Stores, Tx } from '../../context.ts'
import { type loginFields, ownLogins, signOnLogins } from './tables.ts'

/** Under whose name a sign-in is kept: a member's own, or through an organization's identity provider. */
export type LoginPlace = { readonly userId: string; readonly organizationId?: string | undefined }

/** What is kept of a sign-in. Of its tokens only SHA-256, in hexadecimal. */
const Kept = z.object({
  browser: z.string(),
  current: z.string(),
  previous: z.string().optional(),
  startedAt: z.iso.datetime(),
  rotatedAt: z.iso.datetime(),
} satisfies Record<keyof typeof loginFields, z.ZodType>)
export type KeptLogin = z.infer<typeof Kept>

const keyOf = ({ userId, organizationId }: LoginPlace) =>
  organizationId === undefined
    ? ownLogins.key({ id: userId })
    : signOnLogins.key({ organization_id: organizationId, user_id: userId })

const read = (text: string): KeptLogin => Kept.parse(JSON.parse(text))

/** With the very text, which `swapLogin` compares. */
export async function findLogin({ ephemeral }: Stores, place: LoginPlace, family: string) {
  const text = await ephemeral.readEntry(keyOf(place), family)
  return text === undefined ? undefined : { text, login: read(text) }
}

export async function loginsAt({ ephemeral }: Stores, place: LoginPlace): Promise<[string, KeptLogin][]> {
  return [...(await ephemeral.readMap(keyOf(place)))].map(([family, text]) => [family, read(text)])
}

/** Puts `next` in the place of `before`, of nothing where that is missing; answers whether that was still there. What was ended is never put back. */
export const swapLogin = (
  tx: Tx,
  place: LoginPlace,
  family: string,
  before: string | undefined,
  next: KeptLogin,
): Promise<boolean> => tx.ephemeral.compareAndSetEntry(keyOf(place), family, before, JSON.stringify(next))

/** Answers whether it was there: of several who end it at once, one did. */
export const dropLogin = ({ ephemeral }: Stores, place: LoginPlace, family: string): Promise<boolean> =>
  ephemeral.removeEntry(keyOf(place), family)

export const dropLogins = ({ ephemeral }: Stores, place: LoginPlace): Promise<void> => ephemeral.delete(keyOf(place))

/** Wherever sign-ins of a member may be kept, with the names of organizations. */
export async function loginPlaces({ db }: Stores, userId: string) {
  const signOns = await db
    .selectFrom('sign_on_identities')
    .innerJoin('organizations', 'organizations.id', 'sign_on_identities.organization_id')
    .select(['organizations.id as organizationId', 'organizations.name'])
    .distinct()
    .where('user_id', '=', userId)
    .execute()
  const own: LoginPlace & { readonly name: string | null } = { userId, name: null }
  return [own, ...signOns.map((signOn) => ({ userId, ...signOn }))]
}
