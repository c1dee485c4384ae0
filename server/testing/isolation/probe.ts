import type { FastifyInstance } from 'fastify'
import { gives, givesInOrganization, projectRoleOf } from '../../accounts/rights/rights.ts'
import type { Context } from '../../context.ts'
import { needsSignIn, type Permission } from '../../platform/http/permission.ts'
import { type Answer, anonymous, type Credentials, outsider, type Programs, send, signedIn } from './callers.ts'
import { digestOf } from './digest.ts'
import { type Draft, draftsOf } from './draft.ts'
import { idIn, idOfNothing, namesThing, type Ref } from './ids.ts'
import type { Route } from './routes.ts'
import { roles, type Who, type World } from './world.ts'

export type Probe = {
  readonly ctx: Context
  readonly app: FastifyInstance
  /** Whose things are tried for. */
  readonly theirs: World
  /** Whose owner tries to mix them with their own. */
  readonly mine: World
  readonly canaries: readonly string[]
  /** A platform admin. */
  readonly operator: string
  /** Those who are not signed in, or not any more. */
  readonly unknowns: Readonly<Record<string, Credentials>>
  readonly programs: Programs
}

type Say = (what: string) => void

const turnedAway = new Set([401, 403, 404])

function leaks({ canaries }: Probe, { text, named }: Answer): string[] {
  const said = new Set(named.map(([, value]) => value))
  return canaries.filter((canary) => !said.has(canary) && text.includes(canary)).slice(0, 3)
}

/** Whether a role gives the right that a permission asks for; `undefined` where that is not for roles to say. */
function mayAs(who: Who, permission: Permission): boolean | undefined {
  const role = roles[who]
  const [place, right] = permission.split(':')
  if (place === 'platform') return false
  if (place === 'project')
    return gives('project' in role ? role.project : projectRoleOf(role.organization), right as 'view')
  // A member of one project sees that there is an organization around it.
  if (place === 'organization')
    return 'organization' in role
      ? givesInOrganization(role.organization, right as 'view')
      : right === 'view'
        ? undefined
        : false
  return undefined
}

async function tryUnknowns(probe: Probe, draft: Draft, say: Say): Promise<void> {
  const { ctx, app, theirs } = probe
  for (const [who, credentials] of Object.entries(probe.unknowns)) {
    const answer = await send(app, draft, credentials, (ref) => idIn(ctx, theirs, ref))
    if (answer.status !== 401) say(`${who} gets ${answer.status} instead of 401`)
    for (const leak of leaks(probe, answer)) say(`${who} is told "${leak}"`)
  }
}

/** Two answers that have to be the same, because one is about what is not there. */
function compare(probe: Probe, who: string, [real, absent]: readonly [Answer, Answer], say: Say): void {
  for (const leak of leaks(probe, real)) say(`${who} is told "${leak}"`)
  if (anonymous(real) !== anonymous(absent))
    say(`${who} can tell it from nothing: ${anonymous(real).slice(0, 200)} | ${anonymous(absent).slice(0, 200)}`)
}

async function tryOutsider(probe: Probe, draft: Draft, say: Say): Promise<void> {
  const { ctx, app, theirs } = probe
  const { method, permission } = draft.route
  const names = draft.refs.some(namesThing)
  // What names nothing is their own business, and they may well change it.
  if (!names && method !== 'GET' && permission !== 'platform') return
  const who = 'another organization’s owner'
  const credentials = await outsider(ctx)
  const real = await send(app, draft, credentials, (ref) => idIn(ctx, theirs, ref))
  if ((names || permission === 'platform') && !turnedAway.has(real.status)) say(`${who} gets ${real.status}`)
  const absent = await send(app, draft, credentials, async (ref) => idOfNothing(ref))
  compare(probe, who, names ? [real, absent] : [real, real], say)
}

/** Their thing in one place, one's own in all others: a check of the first place alone would let it pass. */
async function tryMixed(probe: Probe, draft: Draft, say: Say): Promise<void> {
  const { ctx, app, theirs, mine } = probe
  const named = draft.refs.filter(namesThing)
  if (named.length < 2) return
  for (const one of named) {
    const who = `an owner who mixes in another’s ${one.name}`
    const own = (other: (ref: Ref) => Promise<string>) => (ref: Ref) =>
      ref === one ? other(ref) : idIn(ctx, mine, ref)
    const ask = async (other: (ref: Ref) => Promise<string>) =>
      send(app, draft, await signedIn(ctx, mine.users.owner), own(other))
    const real = await ask((ref) => idIn(ctx, theirs, ref))
    compare(probe, who, [real, await ask(async (ref) => idOfNothing(ref))], say)
  }
}

async function tryLowerRoles(probe: Probe, draft: Draft, permission: Permission, say: Say): Promise<void> {
  const { ctx, app, theirs } = probe
  for (const who of Object.keys(roles) as Who[]) {
    if (mayAs(who, permission) !== false) continue
    const credentials = await signedIn(ctx, theirs.users[who])
    const { status } = await send(app, draft, credentials, (ref) => idIn(ctx, theirs, ref))
    if (!turnedAway.has(status)) say(`${who} gets ${status}, and has not the right ${permission}`)
  }
}

/** An API token reaches no further than its scopes and the organization that it was made for. */
async function tryPrograms(probe: Probe, draft: Draft, permission: Permission, say: Say): Promise<void> {
  const { ctx, app, theirs, programs } = probe
  const { scope, method } = draft.route
  const ask = (who: Credentials) => send(app, draft, who, (ref) => idIn(ctx, theirs, ref))
  // There is nothing narrower than reading, but no token does where only the person themselves may.
  if (scope !== 'read' || permission === 'account') {
    const { status } = await ask(programs.reader)
    if (!turnedAway.has(status)) say(`a token that is too narrow for ${scope} gets ${status}`)
  }
  const names = draft.refs.some(namesThing)
  if (!names && method !== 'GET') return
  const answer = await ask(programs.elsewhere)
  if (names && !turnedAway.has(answer.status)) say(`a token for another organization gets ${answer.status}`)
  for (const leak of leaks(probe, answer)) say(`a token for another organization is told "${leak}"`)
}

/** Visitors of another organization's site, with its key, its origin and its upload token. */
async function tryVisitor(probe: Probe, draft: Draft, say: Say): Promise<void> {
  const { ctx, app, theirs, mine } = probe
  const who = 'a visitor of another organization’s site'
  const headers = {
    origin: mine.origin,
    authorization: `Bearer ${mine.uploadToken}`,
    'x-vitrine-sha256': '0'.repeat(64),
  }
  const credentials: Credentials = { headers: { ...headers, 'sec-fetch-site': 'cross-site' } }
  const ask = (other: (ref: Ref) => Promise<string>) =>
    send(app, draft, credentials, (ref) => (ref.name === 'key' ? idIn(ctx, mine, ref) : other(ref)))
  const real = await ask((ref) => idIn(ctx, theirs, ref))
  for (const leak of leaks(probe, real)) say(`${who} is told "${leak}"`)
  if (draft.route.permission !== 'upload') return
  if (!turnedAway.has(real.status)) say(`${who} gets ${real.status}`)
  compare(probe, who, [real, await ask(async (ref) => idOfNothing(ref))], say)
}

async function attack(probe: Probe, draft: Draft, permission: Permission, say: Say): Promise<void> {
  if (permission === 'intake' || permission === 'upload') return tryVisitor(probe, draft, say)
  if (!needsSignIn(permission)) {
    const answer = await send(probe.app, draft, {}, (ref) => idIn(probe.ctx, probe.theirs, ref))
    for (const leak of leaks(probe, answer)) say(`anybody is told "${leak}"`)
    return
  }
  await tryUnknowns(probe, draft, say)
  await tryOutsider(probe, draft, say)
  await tryMixed(probe, draft, say)
  await tryLowerRoles(probe, draft, permission, say)
  await tryPrograms(probe, draft, permission, say)
}

/** What they name is not there in a world at rest: a version by its hash, an open invitation, a finished erasure. */
const unripe = /\/versions\/:file$|\/:userId\/invitation$|\/:erasureId\/receipt$/

/** Without this, a route that turns everybody away would pass. */
async function letIn({ ctx, app, theirs, operator }: Probe, draft: Draft, say: Say): Promise<void> {
  const { permission } = draft.route
  const who = permission === 'platform' ? operator : theirs.users.owner
  const { status, text } = await send(app, draft, await signedIn(ctx, who), (ref) => idIn(ctx, theirs, ref))
  // A wrong password is a 401 as well, and a field that is refused was looked at.
  const isLookedAt = /"wrong-credentials"|"errors":\[\{"field"/.test(text)
  const isLetIn = status < 500 && (!turnedAway.has(status) || isLookedAt)
  if (!isLetIn) say(`whoever has the right gets ${status}, so the test says nothing about it: ${text.slice(0, 300)}`)
}

const order = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']

const changed = 'rows or files of the other organization have changed'

/** Tries every route as everybody who must not, then as one who may. Answers what went wrong, in words. */
export async function violations(probe: Probe, routes: readonly Route[]): Promise<string[]> {
  const found: string[] = []
  const drafts: Draft[] = []
  const look = lookout(probe)
  await look()
  const reading = routes.filter(({ method }) => method === 'GET')
  const writing = routes.filter(({ method }) => method !== 'GET')
  for (const route of reading) drafts.push(...(await tryRoute(probe, route, found)))
  // A look at all their rows takes longer than most requests: those that only read have one together.
  if (await look()) found.push(`one of the GET routes: ${changed}`)
  for (const route of writing) {
    drafts.push(...(await tryRoute(probe, route, found)))
    if (await look()) found.push(`${route.route}: ${changed}`)
  }
  const mayBeAbsent = ({ route }: Draft) => unripe.test(route.route)
  for (const draft of drafts
    .filter((one) => !mayBeAbsent(one))
    .toSorted((a, b) => order.indexOf(a.route.method) - order.indexOf(b.route.method)))
    await letIn(probe, draft, (what) => void found.push(`${draft.route.route}: ${what}`))
  return [...new Set(found)]
}

/** Answers each time whether anything of theirs has changed since the last. */
function lookout({ ctx, theirs }: Probe): () => Promise<boolean> {
  let before: string | undefined
  return async () => {
    const now = await digestOf(ctx, theirs)
    const isChanged = before !== undefined && before !== now
    before = now
    return isChanged
  }
}

/** The requests that were tried and that somebody signed in may send. */
async function tryRoute(probe: Probe, route: Route, found: string[]): Promise<Draft[]> {
  const say: Say = (what) => void found.push(`${route.route}: ${what}`)
  const { permission } = route
  try {
    if (!permission) throw new Error('it declares no permission')
    const drafts = await draftsOf(route)
    for (const draft of drafts) await attack(probe, draft, permission, say)
    return needsSignIn(permission) ? drafts : []
  } catch (error) {
    say(error instanceof Error ? error.message : String(error))
    return []
  }
}
