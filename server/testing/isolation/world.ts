import { createHash, randomUUID } from 'node:crypto'
import { startLogin } from '../../accounts/login/login-session.ts'
import { createToken } from '../../accounts/tokens/create-token.ts'
import { announceAssets } from '../../capture/assets/announce-assets.ts'
import { checkAsset } from '../../capture/assets/check-asset.ts'
import { storeAsset } from '../../capture/assets/store-asset.ts'
import { keepEvaluations, sealUpload } from '../../capture/index.ts'
import { recordingKey } from '../../capture/keys.ts'
import { prepareChunk } from '../../capture/prepare-chunk.ts'
import { openReplay, replayObject } from '../../capture/read-replay.ts'
import { storeChunk } from '../../capture/store-chunk.ts'
import { startSample } from '../../capture/testing/sample.ts'
import { announceVoice } from '../../capture/voice/announce-voice.ts'
import { storeVoice } from '../../capture/voice/store-voice.ts'
import type { Context } from '../../context.ts'
import { makePartitions } from '../../platform/db/partitions.ts'
import { requestErasure } from '../../privacy/erasure/request-erasure.ts'
import { requestExport } from '../../privacy/export/request-export.ts'
import { recordOf } from '../../relay/evidence/testing/record.ts'
import { toRow } from '../../relay/evidence/to-row.ts'
import { writeRecords } from '../../relay/evidence/write-records.ts'
import { seedKey } from '../../relay/keys/testing/seed-key.ts'
import { transact } from '../../transact.ts'
import { findVisitor } from '../../visitors/index.ts'
import { asMember } from '../context.ts'
import { packed, sampleEvents, textAdded } from '../sample-events.ts'
import { seedMember } from '../seed.ts'
import { fillTables, type Things, thingsOf } from './fill-tables.ts'

const sha256Of = (body: Uint8Array) => createHash('sha256').update(body).digest('hex')

/** What every project's site calls one of its visitors. */
export const theVisitor = 'customer-7'

/** Who there is in an organization, and where: members of all of it, and of its one project only. */
export const roles = {
  owner: { organization: 'owner' },
  admin: { organization: 'admin' },
  'billing-admin': { organization: 'billing-admin' },
  developer: { organization: 'developer' },
  viewer: { organization: 'viewer' },
  'project admin': { project: 'admin' },
  'project agent': { project: 'agent' },
  'project viewer': { project: 'viewer' },
} as const
export type Who = keyof typeof roles

/** One organization with a thing of every kind that there is. */
export type World = {
  readonly canary: string
  readonly organizationId: string
  readonly projectId: string
  readonly publicKey: string
  readonly origin: string
  readonly uploadToken: string
  readonly users: Readonly<Record<Who, string>>
  readonly things: Things
}

/** Everything a visitor can send, with a text in it that stands nowhere else. */
async function visit(ctx: Context, canary: string) {
  const sample = await startSample(ctx, 1)
  const { project, recordingId, reportId, projectId, upload } = sample
  const events = [...sampleEvents(), textAdded(Date.now(), 900, `${canary} on the page`)]
  await storeChunk(ctx, { upload, seq: 0, ...packed(events) }, async (...given) => prepareChunk(...given))
  const sheet = Buffer.from(`a{content:"${canary}"}`)
  const file = { sha256: sha256Of(sheet), type: 'text/css' as const, bytes: sheet.length, urls: [] }
  await transact(ctx, ctx.control, (ctx, tx) => announceAssets(ctx, tx, project, recordingId, [file]))
  await storeAsset(ctx, { upload, sha256: file.sha256, body: sheet }, async (body) => checkAsset(body))
  const audio = Buffer.from(`\x1aE\xdf\xa3 webm A_OPUS ${canary}`, 'latin1')
  const stretches = [{ at: 0, offsetMs: 0, durationMs: 1 }]
  const note = { bytes: audio.length, sha256: sha256Of(audio), durationMs: 1, stretches }
  await transact(ctx, ctx.control, (ctx, tx) => announceVoice(tx, recordingId, note, ctx.now()))
  await storeVoice(ctx, { upload, sha256: note.sha256, body: audio })
  const fired = {
    ruleId: randomUUID(),
    at: Date.now(),
    action: 'mark',
    cause: `${canary} broke`,
    answer: 'none',
  } as const
  await transact(ctx, ctx.control, (ctx, tx) => keepEvaluations(tx, { id: reportId, projectId }, [fired], ctx.now()))
  const recording = { id: recordingId, project_id: projectId }
  const keyframe = replayObject(recording, 'keyframe', 0)
  const key = await recordingKey(ctx, ctx.control, recording)
  const block = await openReplay(ctx, ctx.control, recording, 'block', 0)
  await ctx.control.objects.put(keyframe, key.seal(block, keyframe.name))
  await ctx.control.db
    .updateTable('reports')
    .set({ received_at: ctx.now(), title: `${canary} in a title`, page_url: `https://shop.example/${canary}` })
    .where('id', '=', reportId)
    .execute()
  return { ...sample, uploadToken: sealUpload(ctx, upload) }
}

/** Keys that work, the organization's and its owner's own, and leave to make more: those of filled tables have ended. */
async function makeKeys(
  ctx: Context,
  key: { readonly organization_id: string; readonly name: string },
  owner: string,
): Promise<void> {
  await seedKey(ctx, key)
  await seedKey(ctx, { ...key, member_id: owner })
  const { organization_id } = key
  await ctx.control.db
    .insertInto('relay_limits')
    .values({ id: randomUUID(), organization_id, own_keys: true })
    .execute()
}

export async function buildWorld(ctx: Context, canary: string): Promise<World> {
  const sample = await visit(ctx, canary)
  const { organizationId, projectId, reportId, userId: owner, publicKey, origin, uploadToken } = sample
  const users: Partial<Record<Who, string>> = { owner }
  for (const [who, role] of Object.entries(roles).slice(1))
    users[who as Who] = await seedMember(ctx, {
      organizationId,
      ...('project' in role ? { projectId, role: role.project } : { role: role.organization }),
    })
  const { db } = ctx.control
  await db
    .updateTable('organizations')
    .set({ name: `${canary} Inc.` })
    .where('id', '=', organizationId)
    .execute()
  await db
    .updateTable('projects')
    .set({ name: `${canary} shop` })
    .where('id', '=', projectId)
    .execute()
  for (const [who, id] of Object.entries(users))
    await db
      .updateTable('users')
      .set({ display_name: `${canary} ${who}` })
      .where('id', '=', id)
      .execute()
  const asked = { kind: 'report', id: reportId } as const
  await requestErasure(asMember(ctx, owner), asked)
  await requestExport(asMember(ctx, owner), asked)
  await startLogin(ctx, owner)
  await createToken(asMember(ctx, owner), { label: `${canary} program`, expiresInDays: 1, scopes: ['read'] })
  const { hash } = await findVisitor(ctx, { id: projectId, region: ctx.config.region }, theVisitor)
  const seen = { first_seen_at: ctx.now(), last_seen_at: ctx.now() }
  await db
    .insertInto('visitors')
    .values({ id: randomUUID(), project_id: projectId, external_hash: hash, ...seen })
    .execute()
  await makePartitions(db, ctx.declarations.tables, ctx.now())
  const request = { model: `${canary} model`, userAgent: `${canary} program`, startedAt: ctx.now().getTime() }
  await writeRecords(ctx, [toRow(recordOf({ organizationId, projectId, keyId: randomUUID(), ...request }))])
  // One to approve and one to decline.
  for (const who of ['first', 'second'])
    await db
      .insertInto('password_reset_tokens')
      .values({
        id: randomUUID(),
        purpose: 'request',
        email: `${canary}-${who}@example.com`,
        display_name: `${canary} ${who}`,
        organization_id: organizationId,
        expires_at: new Date(ctx.now().getTime() + 86_400_000),
      })
      .execute()
  const all = users as Record<Who, string>
  const things = await thingsOf(ctx, { organizationId, userIds: [owner] })
  await fillTables(ctx, things, `${canary}-${randomUUID().slice(0, 8)}`)
  await makeKeys(ctx, { organization_id: organizationId, name: `${canary} key` }, owner)
  const people = await thingsOf(ctx, { organizationId, userIds: Object.values(all) })
  return {
    canary,
    organizationId,
    projectId,
    publicKey,
    origin,
    uploadToken,
    users: all,
    things: { ...people, ...things, users: Object.values(all) },
  }
}
