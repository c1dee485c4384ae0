import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { announceAssets } from '../capture/assets/announce-assets.ts'
import { checkAsset } from '../capture/assets/check-asset.ts'
import { storeAsset } from '../capture/assets/store-asset.ts'
import { recordingKey } from '../capture/keys.ts'
import { prepareChunk } from '../capture/prepare-chunk.ts'
import { openReplay, replayObject } from '../capture/read-replay.ts'
import { storeChunk } from '../capture/store-chunk.ts'
import { startSample } from '../capture/testing/sample.ts'
import { announceVoice } from '../capture/voice/announce-voice.ts'
import { storeVoice } from '../capture/voice/store-voice.ts'
import { needsSignIn, type Permission } from '../platform/http/permission.ts'
import { carryOutErasure } from '../privacy/erasure/carry-out-erasure.ts'
import { requestErasure } from '../privacy/erasure/request-erasure.ts'
import { requestExport } from '../privacy/export/request-export.ts'
import { exportRequests } from '../privacy/index.ts'
import { sampleChannel, sampleCredential, sampleRoute } from '../relay/supply/testing/sample-supply.ts'
import { relaySamples } from '../relay/testing/role-samples.ts'
import { asMember, testContext } from '../testing/context.ts'
import { packed, sampleEvents } from '../testing/sample-events.ts'
import { seedMember } from '../testing/seed.ts'
import { transact } from '../transact.ts'
import { routes } from '../web.ts'
import { makeCode } from './entrance/codes.ts'
import { startLogin } from './login/login-session.ts'
import { inviteMember } from './members/invite-member.ts'
import { authorizeOrganization } from './rights/authorize-organization.ts'
import { authorizeProject } from './rights/authorize-project.ts'
import { Browser, declaredRoutes, type Method, openApp } from './testing/browser.ts'
import { crew, givePassword } from './testing/people.ts'

const ctx = await testContext()
const app = await openApp(ctx, routes)
const { reportId, recordingId, upload, ...sample } = await startSample(ctx, 1)
const { organizationId, projectId, users } = await crew(ctx, sample)

type Who = keyof typeof users | 'anyone'
const everybody: readonly Who[] = ['anyone', 'outsider', 'viewer', 'agent', 'admin', 'owner', 'operator']

/** From whom on: each of `everybody` may what those before may. */
const first: Partial<Record<Permission, Who>> = {
  member: 'outsider',
  account: 'outsider',
  'project:view': 'viewer',
  'project:triage': 'agent',
  'project:administer': 'admin',
  'organization:view': 'owner',
  'organization:bill': 'owner',
  'organization:develop': 'owner',
  'organization:administer': 'owner',
  'organization:own': 'owner',
  platform: 'operator',
}

function expected(permission: Permission, who: Who): 'done' | 401 | 403 | 404 {
  if (everybody.indexOf(who) >= everybody.indexOf(first[permission] ?? 'anyone')) return 'done'
  if (who === 'anyone') return 401
  // What only the operator does is refused before anything is looked up.
  return who === 'outsider' && permission !== 'platform' ? 404 : 403
}

/** A recipient of which clients were told, and who may still be objected to. */
async function announced(): Promise<string> {
  const notice = {
    change: 'announced',
    name: 'Store',
    notice: 'Stores.',
    effective_at: new Date('2999-01-01'),
  } as const
  const row = { id: crypto.randomUUID(), recipient_id: 'key-service', ...notice }
  await ctx.control.db.insertInto('recipient_notices').values(row).execute()
  return row.recipient_id
}

type Sample = {
  /** For a route that only says `member`: the right that it asks for on the thing's project. */
  readonly right?: Permission
  readonly params?: Record<string, string>
  readonly body?: object
  readonly query?: string
}

const sampleRule = {
  id: crypto.randomUUID(),
  name: 'Errors',
  enabled: true,
  when: 'any',
  conditions: [{ kind: 'error' }],
  withinSeconds: 10,
  sampling: 1,
  coolDownSeconds: 0,
  action: 'mark',
  reason: 'Something broke.',
}

const someWays = { strategy: 'priority', attempts: 1, targets: [] }

/** What each route needs to succeed, besides the right, when that user asks. */
const samples: Record<string, (userId?: string) => Promise<Sample>> = {
  ...relaySamples(ctx, organizationId),
  'GET /api/me': async () => ({}),
  'GET /api/organizations/:organizationId/recipients': async () => ({}),
  'POST /api/organizations/:organizationId/recipients/:recipientId/objection': async () => {
    return { params: { recipientId: await announced() }, body: { reason: 'It keeps data elsewhere.' } }
  },
  'GET /api/relay/providers': async () => ({}),
  'GET /api/relay/channels': async () => ({}),
  'PATCH /api/relay/channels/:channelId': async () => ({
    params: await sampleChannel(ctx),
    body: { state: 'draining' },
  }),
  'DELETE /api/relay/channels/:channelId': async () => ({ params: await sampleChannel(ctx) }),
  'GET /api/relay/routes': async () => ({}),
  'POST /api/relay/routes': async () => ({
    body: { ...someWays, model: `model-${crypto.randomUUID()}` },
  }),
  'PATCH /api/relay/routes/:routeId': async () => ({ params: await sampleRoute(ctx), body: someWays }),
  'DELETE /api/relay/routes/:routeId': async () => ({ params: await sampleRoute(ctx) }),
  'GET /api/organizations/:organizationId/relay/models': async () => ({}),
  'GET /api/organizations/:organizationId/relay/credentials': async () => ({}),
  'DELETE /api/organizations/:organizationId/relay/credentials/:credentialId': async () => ({
    params: await sampleCredential(ctx, organizationId),
  }),
  'GET /api/organizations/:organizationId/sign-on': async () => ({}),
  'DELETE /api/organizations/:organizationId/sign-on': async () => ({}),
  'PATCH /api/organizations/:organizationId/second-step': async () => ({ body: { required: false } }),
  'POST /api/organizations/:organizationId/sign-on/domains': async () => ({ body: { domain: 'example.com' } }),
  'POST /api/organizations/:organizationId/sign-on/domains/:domainId/vouch': async () => ({
    params: await someDomain(),
  }),
  'DELETE /api/organizations/:organizationId/sign-on/domains/:domainId': async () => ({ params: await someDomain() }),
  'GET /api/account/sessions': async () => ({}),
  'GET /api/account/second-step': async () => ({}),
  'GET /api/account/tokens': async () => ({}),
  'POST /api/account/tokens': async () => ({ body: { label: 'Export', scopes: ['read'], expiresInDays: 30 } }),
  'PATCH /api/entrance': async () => ({ body: { registration: 'closed' } }),
  'GET /api/organizations/:organizationId/registration-codes': async () => ({}),
  'POST /api/organizations/:organizationId/registration-codes': async () => ({ body: { role: 'viewer', days: 1 } }),
  'DELETE /api/organizations/:organizationId/registration-codes/:codeId': async () => ({ params: await someCode() }),
  'GET /api/organizations/:organizationId/registration-requests': async () => ({}),
  'POST /api/organizations/:organizationId/registration-requests/:requestId': async () => ({
    params: await someRequest(),
    body: { role: 'viewer' },
  }),
  'DELETE /api/organizations/:organizationId/registration-requests/:requestId': async () => ({
    params: await someRequest(),
  }),
  'GET /api/organizations': async () => ({}),
  'POST /api/organizations': async () => ({ body: { name: 'New', code: `new-${crypto.randomUUID().slice(0, 18)}` } }),
  'GET /api/organizations/:organizationId': async () => ({}),
  'PATCH /api/organizations/:organizationId': async () => ({ body: { name: 'Other' } }),
  'PATCH /api/organizations/:organizationId/billing': async () => ({ body: { billingEmail: null } }),
  'POST /api/organizations/:organizationId/deletion-request': async () => ({}),
  'DELETE /api/organizations/:organizationId/deletion-request': async () => ({}),
  'GET /api/organizations/:organizationId/members': async () => ({}),
  'POST /api/organizations/:organizationId/members': async () => ({ body: somebody() }),
  'POST /api/organizations/:organizationId/members/:userId/invitation': async () => ({
    params: await someInvitation({ organizationId }),
  }),
  'POST /api/organizations/:organizationId/members/:userId/reset-link': async () => {
    const params = await someColleague()
    await givePassword(ctx, params.userId)
    return { params }
  },
  'PATCH /api/organizations/:organizationId/members/:userId': async () => ({
    params: await someColleague(),
    body: { role: 'viewer' },
  }),
  'DELETE /api/organizations/:organizationId/members/:userId': async () => ({ params: await someColleague() }),
  'POST /api/projects/:projectId/members/:userId/invitation': async () => ({
    params: await someInvitation({ projectId }),
  }),
  'POST /api/organizations/:organizationId/projects': async () => ({ body: { name: 'Another' } }),
  'GET /api/organizations/:organizationId/audit': async () => ({}),
  'GET /api/organizations/:organizationId/audit/export': async () => ({}),
  'GET /api/administration/keys': async () => ({}),
  'GET /api/administration/audit': async () => ({}),
  'GET /api/administration/audit/export': async () => ({}),
  'GET /api/projects/:projectId': async () => ({}),
  'PATCH /api/projects/:projectId': async () => ({ body: { retentionDays: 30, confirmDeletion: true } }),
  'GET /api/projects/:projectId/members': async () => ({}),
  'POST /api/projects/:projectId/members': async () => ({
    body: somebody(),
  }),
  'PATCH /api/projects/:projectId/members/:userId': async () => ({
    params: await someMember(),
    body: { role: 'viewer' },
  }),
  'DELETE /api/projects/:projectId/members/:userId': async () => ({ params: await someMember() }),
  'GET /api/projects/:projectId/detections': async () => ({}),
  'GET /api/projects/:projectId/reports': async () => ({}),
  'POST /api/projects/:projectId/triggers/try': async () => ({ body: sampleRule }),
  'GET /api/projects/:projectId/erasures': async () => ({}),
  'GET /api/projects/:projectId/documents': async () => ({}),
  'PATCH /api/projects/:projectId/documents': async () => ({ body: { public: true } }),
  'GET /api/projects/:projectId/document-answers': async () => ({}),
  'PATCH /api/projects/:projectId/document-answers': async () => ({ body: { answers: { dpo: 'Ada' } } }),
  'GET /api/organizations/:organizationId/document-answers': async () => ({}),
  'PATCH /api/organizations/:organizationId/document-answers': async () => ({ body: { answers: { dpo: 'Ada' } } }),
  'GET /api/administration/documents': async () => ({}),
  'GET /api/administration/document-answers': async () => ({}),
  'PATCH /api/administration/document-answers': async () => ({ body: { answers: { dpo: 'Ada' } } }),
  'GET /api/administration/recipients': async () => ({}),
  'POST /api/administration/recipients/:recipientId/announce': async () => ({
    params: { recipientId: 'object-store' },
  }),
  'GET /documents/administration/record-processor.:format': async () => ({ params: { format: 'html' } }),
  'GET /documents/projects/:projectId': async () => ({}),
  'GET /documents/projects/:projectId/:file': async () => ({ params: { file: 'privacy-page.html' } }),
  'GET /documents/projects/:projectId/:kind/versions/:file': async () => ({ params: { ...aKind, file: '1.json' } }),
  'GET /documents/projects/:projectId/:kind/history.json': async () => ({ params: aKind }),
  'GET /documents/projects/:projectId/:kind/history.html': async () => ({ params: aKind }),
  'GET /documents/projects/:projectId/:kind/changes.json': async () => ({ params: aKind }),
  'GET /api/reports/:reportId': async () => ({ right: 'project:view' }),
  'PATCH /api/reports/:reportId': async () => ({ right: 'project:triage', body: { status: 'triaged' } }),
  'GET /api/recordings/:recordingId/blocks/:seq': async () => ({ right: 'project:view' }),
  'GET /api/recordings/:recordingId/keyframes/:seq': async () => ({ right: 'project:view' }),
  'GET /api/recordings/:recordingId/assets': async () => ({ right: 'project:view' }),
  'GET /api/recordings/:recordingId/assets/:sha256': async () => ({ right: 'project:view', params: await someSheet() }),
  'GET /api/recordings/:recordingId/voice': async () => ({ right: 'project:view', params: await someVoice() }),
  'DELETE /api/recordings/:recordingId/voice': async () => ({ right: 'project:administer', params: await someVoice() }),
  'POST /v1/data-deletion': async () => ({
    right: 'project:administer',
    body: { subject: { kind: 'report', id: reportId }, preview: true },
  }),
  'GET /v1/data-deletion/:erasureId': async () => ({ right: 'project:administer' }),
  'GET /api/projects/:projectId/retention': async () => ({ query: '?days=30' }),
  'GET /api/administration/retention': async () => ({}),
  'GET /api/administration/drift': async () => ({}),
  'POST /api/administration/drift': async () => ({}),
  'POST /api/projects/:projectId/visitor-links': async () => ({ body: { externalId: 'customer-7' } }),
  'POST /api/projects/:projectId/link-secret': async () => ({}),
  'GET /v1/data-deletion/:erasureId/receipt': async () => ({
    right: 'project:administer',
    params: { erasureId: await someErasure() },
  }),
  'GET /api/projects/:projectId/exports': async () => ({}),
  'GET /api/organizations/:organizationId/exports': async () => ({}),
  'GET /api/account/exports': async () => ({}),
  'POST /v1/data-export': async () => ({
    right: 'project:administer',
    body: await someExport().then(() => ({ subject: { kind: 'report', id: reportId } })),
  }),
  'GET /v1/data-export/:exportId': async () => ({ right: 'project:administer' }),
  'DELETE /v1/data-export/:exportId': async () => ({ right: 'project:administer', params: await someExport() }),
}
/** Over already, so that there is room for the next. */
async function someExport(): Promise<Record<string, string>> {
  const { id } = await requestExport(asMember(ctx, users.owner), {
    kind: 'report',
    id: reportId,
  })
  await ctx.control.db.updateTable('data_exports').set({ state: 'failed' }).execute()
  await ctx.control.ephemeral.delete(exportRequests.key({ id: users.owner }))
  return { exportId: id }
}
const aKind = { kind: 'privacy-page' }
const somebody = () => ({ email: `${crypto.randomUUID()}@example.com`, displayName: 'Bo', role: 'viewer' as const })
async function someCode(): Promise<Record<string, string>> {
  const owner = asMember(ctx, users.owner)
  const organization = await authorizeOrganization(owner, organizationId, 'administer')
  return { codeId: (await makeCode(owner, { organization, role: 'viewer', days: 1 })).id }
}

async function someRequest(): Promise<Record<string, string>> {
  const id = crypto.randomUUID()
  const { email, displayName: display_name } = somebody()
  const expires_at = new Date(Date.now() + 86_400_000)
  await ctx.control.db
    .insertInto('password_reset_tokens')
    .values({ id, purpose: 'request', email, display_name, organization_id: organizationId, expires_at })
    .execute()
  return { requestId: id }
}
const someColleague = async () => ({ userId: await seedMember(ctx, { organizationId, role: 'developer' }) })

async function someInvitation(to: { organizationId: string } | { projectId: string }): Promise<Record<string, string>> {
  const owner = asMember(ctx, users.owner)
  const where =
    'projectId' in to
      ? { project: await authorizeProject(owner, to.projectId, 'administer') }
      : { organization: await authorizeOrganization(owner, to.organizationId, 'administer') }
  return { userId: (await inviteMember(owner, { ...where, ...somebody() })).userId }
}
async function someErasure(): Promise<string> {
  const subject = { kind: 'visitor', projectId, externalId: crypto.randomUUID() } as const
  const { id } = await requestErasure(asMember(ctx, users.owner), subject)
  await carryOutErasure(ctx, { erasureId: id ?? '' })
  return id ?? ''
}
const someMember = async () => ({ userId: await seedMember(ctx, { organizationId, projectId, role: 'agent' }) })

async function someDomain() {
  const domainId = crypto.randomUUID()
  const row = { id: domainId, organization_id: organizationId, domain: `${domainId}.example`, challenge: 'x' }
  await ctx.control.db
    .insertInto('sign_on_domains')
    .values({ ...row, created_at: ctx.now() })
    .execute()
  return { domainId }
}

async function someSheet(): Promise<Record<string, string>> {
  const body = Buffer.from('a{color:red}')
  const sha256 = createHash('sha256').update(body).digest('hex')
  const { project } = sample
  const known = await ctx.control.db
    .selectFrom('recording_assets')
    .select('id')
    .where('recording_id', '=', recordingId)
    .execute()
  const sheet = { sha256, type: 'text/css' as const, bytes: body.length, urls: [] }
  if (known.length === 0)
    await transact(ctx, ctx.control, (ctx, tx) => announceAssets(ctx, tx, project, recordingId, [sheet]))
  await storeAsset(ctx, { upload, sha256, body }, async (file) => checkAsset(file))
  return { sha256 }
}

async function someVoice(): Promise<Record<string, string>> {
  const audio = Buffer.from('\x1aE\xdf\xa3 webm A_OPUS', 'latin1')
  const sha256 = createHash('sha256').update(audio).digest('hex')
  const stretches = [{ at: 0, offsetMs: 0, durationMs: 1 }]
  const note = { bytes: audio.length, sha256, durationMs: 1, stretches }
  await transact(ctx, ctx.control, (ctx, tx) => announceVoice(tx, recordingId, note, ctx.now()))
  await storeVoice(ctx, { upload, sha256, body: audio })
  return {}
}

/** The sign-in itself, and the socket: tests of their own have them. */
const apart = new Set([
  // A model provider has to answer.
  'POST /api/relay/channels',
  'POST /api/relay/channels/:channelId/test',
  'POST /api/organizations/:organizationId/relay/credentials',
  'POST /api/organizations/:organizationId/relay/credentials/:credentialId/test',
  // An identity provider or a name server has to answer.
  'PATCH /api/organizations/:organizationId/sign-on',
  'POST /api/organizations/:organizationId/sign-on/domains/:domainId/prove',
  'GET /v1/data-export/:exportId/download',
  'POST /api/sign-out',
  'POST /api/password',
  'GET /api/socket',
])
/** What everybody looks after for themselves; what takes a password has tests of its own as well. */
const itsOwn = (route: string) => apart.has(route) || /^(POST|DELETE) \/api\/account\/(?!tokens$)/.test(route)

/** One report with one block and, as its keyframe, the same events; and an erasure that nobody carries out. */
async function things(): Promise<Record<string, string>> {
  await storeChunk(ctx, { upload, seq: 0, ...packed(sampleEvents()) }, async (...given) => prepareChunk(...given))
  await ctx.control.db.updateTable('reports').set({ received_at: ctx.now() }).where('id', '=', reportId).execute()
  const recording = { id: recordingId, project_id: projectId }
  const events = await openReplay(ctx, ctx.control, recording, 'block', 0)
  const keyframe = replayObject(recording, 'keyframe', 0)
  const key = await recordingKey(ctx, ctx.control, recording)
  await ctx.control.objects.put(keyframe, key.seal(events, keyframe.name))
  const { id } = await requestErasure(asMember(ctx, users.owner), { kind: 'report', id: reportId })
  return { organizationId, projectId, reportId, recordingId, seq: '0', erasureId: id ?? '', ...(await someExport()) }
}
const ids = await things()

const guarded = (await declaredRoutes(routes)).filter(({ permission }) => needsSignIn(permission))

describe.each(guarded.filter(({ route }) => !itsOwn(route)))('$route', ({ route, permission }) => {
  test.each(everybody)('%s', async (who) => {
    const userId = who === 'anyone' ? undefined : users[who]
    const sample = await samples[route]?.(userId)
    if (!sample) throw new Error(`Write what ${route} needs into samples`)
    const [method, pattern] = route.split(' ') as [Method, string]
    const params: Record<string, string> = { ...ids, ...sample.params }
    const url = pattern.replaceAll(/:(\w+)/g, (_, name: string) => params[name] ?? '') + (sample.query ?? '')
    const browser = new Browser(app)
    if (userId) browser.signIn(await startLogin(ctx, userId))
    const { statusCode } = await browser.send(method, url, sample.body)
    expect(statusCode < 300 ? 'done' : statusCode).toBe(expected(sample.right ?? permission, who))
  })
})

test('every sample belongs to a route', () => {
  const known = new Set(guarded.map(({ route }) => route))
  expect(Object.keys(samples).filter((route) => !known.has(route))).toEqual([])
})
