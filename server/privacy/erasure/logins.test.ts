import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { authenticate } from '../../accounts/login/authenticate.ts'
import { findLogin, type LoginPlace, loginsAt } from '../../accounts/login/kept-logins.ts'
import { type Login, startLogin } from '../../accounts/login/login-session.ts'
import { refreshLogin } from '../../accounts/login/refresh-login.ts'
import { keepers } from '../../accounts/testing/keepers.ts'
import type { Context } from '../../context.ts'
import { sha256 } from '../../platform/crypto/random-token.ts'
import { bury } from '../../platform/db/journal.ts'
import { as, asMember, testContext } from '../../testing/context.ts'
import { seedEverything } from '../../testing/seed-everything.ts'
import { carryOutExport } from '../export/carry-out-export.ts'
import { openExport } from '../export/open-export.ts'
import { requestExport } from '../export/request-export.ts'
import { lines, readZip } from '../export/testing/read-zip.ts'
import { carryOutErasure } from './carry-out-erasure.ts'
import { previewErasure } from './preview-erasure.ts'
import { readErasure } from './read-erasure.ts'
import { requestErasure } from './request-erasure.ts'

const base = await testContext()
await base.control.jobs.open()
const ownPlace = 'keys logins:{id}'
const signOnPlace = 'keys sign-on-logins:{organization_id}:{user_id}'

describe.each(keepers)('sign-ins kept in $name', ({ open, missing }) => {
  let ctx: Context = base
  let close = async () => {}
  beforeAll(async () => {
    if (missing) return
    const kept = await open(base, base.now)
    ;({ close } = kept)
    const control = { ...base.control, ephemeral: kept.ephemeral }
    ctx = { ...base, control, region: () => control }
  }, 60_000)
  afterAll(() => close())

  /** A member who is signed in twice by themselves and once by their organization's identity provider. */
  async function signedIn() {
    const { subjects, ownerId } = await seedEverything(ctx)
    const [userId = '', organizationId = ''] = [subjects['member'], subjects['organization']]
    const identity = { id: randomUUID(), organization_id: organizationId, user_id: userId, created_at: ctx.now() }
    await ctx.control.db
      .insertInto('sign_on_identities')
      .values({ ...identity, subject_sha256: sha256(userId) })
      .execute()
    const own = await startLogin(ctx, userId, { browser: 'Firefox on Linux' })
    const renewed = await refreshLogin(ctx, { refresh: own.refresh ?? '' })
    const phone = await startLogin(ctx, userId, { browser: 'Safari on iOS' })
    const signOn = await startLogin(ctx, userId, { browser: 'Chrome on Windows', organizationId })
    return { ownerId, userId, organizationId, own: renewed, phone, signOn }
  }
  const works = async ({ access }: Login) => (await authenticate(ctx, { access, bearer: undefined })).kind === 'member'
  const isGone = async (login: Login) => {
    expect(await works(login)).toBe(false)
    await expect(refreshLogin(ctx, { refresh: login.refresh ?? '' })).rejects.toMatchObject({
      code: 'sign-in-required',
    })
  }
  const keptAt = async (place: LoginPlace) => (await loginsAt(ctx.control, place)).length
  async function erase(ownerId: string, subject: Parameters<typeof requestErasure>[1], confirm?: string) {
    const asked = await requestErasure(asMember(ctx, ownerId, true), subject, { confirm })
    const id = asked.id ?? ''
    await carryOutErasure(as(ctx, { kind: 'job', name: 'privacy.erase' }), { erasureId: id })
    const { stores } = await readErasure(asMember(ctx, ownerId, true), id)
    return stores
  }

  test.skipIf(missing)('a member’s go with the member: counted, removed, read again', async () => {
    const { ownerId, userId, organizationId, own, phone, signOn } = await signedIn()
    const other = await signedIn()
    const subject = { kind: 'member', id: userId } as const
    const { stores } = await previewErasure(asMember(ctx, ownerId, true), subject)
    expect(stores).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ place: ownPlace, outcome: 'will erase', count: 2 }),
        expect.objectContaining({ place: signOnPlace, outcome: 'will erase', count: 1 }),
      ]),
    )
    expect(await erase(ownerId, subject)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ place: ownPlace, outcome: 'erased', count: 2 }),
        expect.objectContaining({ place: signOnPlace, outcome: 'erased', count: 1 }),
      ]),
    )
    expect([await keptAt({ userId }), await keptAt({ userId, organizationId })]).toEqual([0, 0])
    for (const login of [own, phone, signOn]) await isGone(login)
    for (const login of [other.own, other.phone, other.signOn]) expect(await works(login)).toBe(true)
  })

  test.skipIf(missing)('an organization takes along what its provider let in, and nothing of the people', async () => {
    const { ownerId, organizationId, own, signOn } = await signedIn()
    const subject = { kind: 'organization', id: organizationId } as const
    const stores = await erase(ownerId, subject, 'Acme')
    expect(stores.find(({ place }) => place === signOnPlace)).toMatchObject({ outcome: 'erased', count: 1 })
    expect(stores.find(({ place }) => place === ownPlace)).toBeUndefined()
    await isGone(signOn)
    expect(await works(own)).toBe(true)
  })

  test.skipIf(missing)('what comes late is refused before it is written', async () => {
    const { userId, organizationId, phone } = await signedIn()
    const [family = ''] = (phone.refresh ?? '').split('.')
    const before = await findLogin(ctx.control, { userId }, family)
    await bury(ctx.control, [{ id: organizationId, kind: 'organization' }], ctx.now())
    await expect(startLogin(ctx, userId, { organizationId })).rejects.toMatchObject({ code: 'gone' })
    expect(await keptAt({ userId, organizationId })).toBe(1)
    await bury(ctx.control, [{ id: userId, kind: 'member' }], ctx.now())
    await expect(startLogin(ctx, userId)).rejects.toMatchObject({ code: 'gone' })
    await expect(refreshLogin(ctx, { refresh: phone.refresh ?? '' })).rejects.toMatchObject({
      code: 'sign-in-required',
    })
    expect(await findLogin(ctx.control, { userId }, family)).toEqual(before)
    expect(await keptAt({ userId })).toBe(2)
  })

  test.skipIf(missing)('a member’s copy lists them without what renews them', async () => {
    const { userId, own, phone, signOn } = await signedIn()
    const member = asMember(ctx, userId)
    const { id } = await requestExport(member, { kind: 'member', id: userId })
    await carryOutExport(as(ctx, { kind: 'job', name: 'privacy.export' }), {
      exportId: id,
      region: ctx.config.region,
    })
    const files = await readZip(await buffer(Readable.from((await openExport(member, id)).content)))
    const held = lines(files.get('data/short-lived.ndjson')) as { holds: Record<string, { browser: string }> }[]
    const listed = Object.assign({}, ...held.map(({ holds }) => holds))
    const familyOf = ({ refresh = '' }: Login) => refresh.split('.')[0]
    const at = expect.stringMatching(/^\d{4}-\d\d-\d\dT/)
    expect(listed).toEqual({
      [familyOf(own) ?? '']: { browser: 'Firefox on Linux', startedAt: at, rotatedAt: at },
      [familyOf(phone) ?? '']: { browser: 'Safari on iOS', startedAt: at, rotatedAt: at },
      [familyOf(signOn) ?? '']: { browser: 'Chrome on Windows', startedAt: at, rotatedAt: at },
    })
    const [first] =
      files
        .get('index.html')
        ?.toString()
        .match(/SHA-256 of the token that renews[^<]*/) ?? []
    expect(first).toBeDefined()
  })
})
