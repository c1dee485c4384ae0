import { randomUUID } from 'node:crypto'
import { accessCookie, type NewApiToken, Scope } from '@vitrine/protocol'
import type { FastifyInstance } from 'fastify'
import { startLogin } from '../../accounts/login/login-session.ts'
import { createToken } from '../../accounts/tokens/create-token.ts'
import type { Context } from '../../context.ts'
import { randomToken } from '../../platform/crypto/random-token.ts'
import { asMember } from '../context.ts'
import { seedMember, seedProject } from '../seed.ts'
import type { Draft } from './draft.ts'
import type { Ref } from './ids.ts'
import type { World } from './world.ts'

export type Credentials = { readonly cookies?: Record<string, string>; readonly headers?: Record<string, string> }
/** `named`: every reference with what was put there, so that answers can be compared without them. */
export type Answer = {
  readonly status: number
  readonly text: string
  readonly named: readonly (readonly [Ref, string])[]
}

const withAccess = (access: string): Credentials => ({ cookies: { [accessCookie.name]: access } })

/** A fresh sign-in each time: what one request ends does not spoil the next. */
export const signedIn = async (ctx: Context, userId: string): Promise<Credentials> =>
  withAccess((await startLogin(ctx, userId)).access)

/** The owner of an organization that has nothing to do with anybody's. */
export const outsider = async (ctx: Context): Promise<Credentials> => signedIn(ctx, (await seedProject(ctx)).userId)

/** Those who are not signed in, or not any more. */
export async function unknowns(
  ctx: Context,
  app: FastifyInstance,
  userId: string,
): Promise<Record<string, Credentials>> {
  const revoked = await signedIn(ctx, userId)
  await app.inject({ method: 'POST', url: '/api/sign-out', ...revoked, headers: sameSite })
  const past = { ...ctx, now: () => new Date(Date.now() - 86_400_000) }
  return {
    nobody: {},
    'an expired sign-in': await signedIn(past, userId),
    'a revoked sign-in': revoked,
    'an invented token': { headers: { authorization: `Bearer vt_${randomToken()}` } },
  }
}

/** Programs that act for an owner, but may not do all that the owner may. */
export async function programs(ctx: Context, theirs: World, mine: World): Promise<Programs> {
  const { organizationId, users } = theirs
  const both = await seedMember(ctx, { organizationId, role: 'owner' })
  await giveMembership(ctx, both, mine.organizationId)
  const tokenOf = async (userId: string, limits: Pick<NewApiToken, 'scopes' | 'organizationId'>) => {
    const made = await createToken(asMember(ctx, userId), { label: 'isolation', expiresInDays: 1, ...limits })
    return { headers: { authorization: `Bearer ${made.token}` } }
  }
  const every = Scope.options.filter((scope) => scope !== 'platform')
  return {
    reader: await tokenOf(users.owner, { scopes: ['read'] }),
    elsewhere: await tokenOf(both, { scopes: every, organizationId: mine.organizationId }),
  }
}

export type Programs = {
  readonly reader: Credentials
  /** Of somebody who owns both organizations, for the other one only. */
  readonly elsewhere: Credentials
}

const giveMembership = (ctx: Context, userId: string, organizationId: string) =>
  ctx.control.db
    .insertInto('agent_memberships')
    .values({ id: randomUUID(), user_id: userId, organization_id: organizationId, project_id: null, role: 'owner' })
    .execute()

const sameSite = { 'sec-fetch-site': 'same-origin' }

/** Sends a draft with what `choose` says for each of its references. */
export async function send(
  app: FastifyInstance,
  { route, refs, fill }: Draft,
  who: Credentials,
  choose: (ref: Ref) => Promise<string>,
): Promise<Answer> {
  const named: (readonly [Ref, string])[] = []
  for (const ref of refs) named.push([ref, await choose(ref)])
  const valueOf = (ref: Ref) =>
    named.find(([one]) => one.name === ref.name && one.after === ref.after && one.kind === ref.kind)?.[1] ?? ''
  const { url, payload } = fill(valueOf)
  const answer = await app.inject({
    method: route.method as 'GET',
    url,
    headers: { ...sameSite, ...(payload !== undefined && { 'content-type': route.body?.type ?? '' }), ...who.headers },
    ...(who.cookies && { cookies: who.cookies }),
    ...(payload !== undefined && { payload: payload as object }),
  })
  return { status: answer.statusCode, text: `${answer.headers['content-type']} ${answer.body}`, named }
}

/** An answer without what the request itself had named. */
export const anonymous = ({ status, text, named }: Answer): string =>
  named
    .filter(([, value]) => value !== '')
    .reduce((rest, [ref, value]) => rest.replaceAll(value, `<${ref.name}>`), `${status} ${text}`)
