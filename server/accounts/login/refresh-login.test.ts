import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Context } from '../../context.ts'
import { sha256 } from '../../platform/crypto/random-token.ts'
import { testContext } from '../../testing/context.ts'
import { keepers } from '../testing/keepers.ts'
import { anyone, enter, password, person, restarted } from '../testing/people.ts'
import { authenticate } from './authenticate.ts'
import { endLogins } from './end-logins.ts'
import { findLogin, loginsAt } from './kept-logins.ts'
import { listLogins } from './list-logins.ts'
import { endAllLogins, endLogin, type Login, startLogin } from './login-session.ts'
import { refreshLogin } from './refresh-login.ts'
import { signOut } from './sign-out.ts'

let now = new Date()
const base = { ...anyone(await testContext()), now: () => now }
const later = (seconds: number) => {
  now = new Date(now.getTime() + seconds * 1_000)
}
const refreshOf = (login: Login): string => login.refresh ?? ''
const ended = { code: 'sign-in-required' }

describe.each(keepers)('sign-ins kept in $name', ({ open, missing }) => {
  let ctx: Context = base
  let close = async () => {}
  beforeAll(async () => {
    if (missing) return
    const kept = await open(base, () => now)
    ;({ close } = kept)
    ctx = { ...base, control: { ...base.control, ephemeral: kept.ephemeral } }
  }, 60_000)
  afterAll(() => close())

  const start = async () => enter(ctx, { email: (await person(ctx)).email, password })
  const trade = (refresh: string) => refreshLogin(ctx, { refresh })
  const actorOf = ({ access }: Login) => authenticate(ctx, { access, bearer: undefined })
  const works = async (login: Login) => (await actorOf(login)).kind === 'member'
  const asks = async (login: Login) => ({ ...ctx, actor: await actorOf(login) })
  const audited = async (userId: string) =>
    (await ctx.control.db.selectFrom('audit_log').select('action').where('target_id', '=', userId).execute()).map(
      ({ action }) => action,
    )

  describe.skipIf(missing)('renewing one', () => {
    test('a refresh token is traded for a new one and a new access token', async () => {
      const first = await start()
      const second = await trade(refreshOf(first))
      expect(second.userId).toBe(first.userId)
      expect(second.refresh).toMatch(/^[0-9a-f-]{36}\.[\w-]{43}\.[0-9a-f-]{36}$/)
      expect(second.refresh).not.toBe(first.refresh)
      expect(await works(second)).toBe(true)
      later(20)
      expect((await trade(refreshOf(second))).refresh).toBeDefined()
    })

    test('a token that was traded before ends the sign-in for thief and member alike', async () => {
      const first = await start()
      const second = await trade(refreshOf(first))
      later(11)
      await expect(trade(refreshOf(first))).rejects.toMatchObject(ended)
      await expect(trade(refreshOf(second))).rejects.toMatchObject(ended)
      expect(await works(second)).toBe(false)
      const entries = await ctx.control.db
        .selectFrom('audit_log')
        .selectAll()
        .where('target_id', '=', first.userId)
        .execute()
      expect(entries).toMatchObject([{ action: 'login.reuse-refused', actor_kind: 'anyone' }])
    })

    test('of many who show an old token at once each is refused, and one entry says so', async () => {
      const first = await start()
      await trade(refreshOf(first))
      later(11)
      const shown = await Promise.allSettled(Array.from({ length: 8 }, () => trade(refreshOf(first))))
      for (const one of shown) expect(one).toMatchObject({ status: 'rejected', reason: ended })
      expect(await audited(first.userId)).toEqual(['login.reuse-refused'])
    })

    test('the token before the last ends it even within the ten seconds', async () => {
      const first = await start()
      const third = await trade(refreshOf(await trade(refreshOf(first))))
      await expect(trade(refreshOf(first))).rejects.toMatchObject(ended)
      await expect(trade(refreshOf(third))).rejects.toMatchObject(ended)
    })

    test('a second tab with the same token gets access, but no second refresh token', async () => {
      const first = await start()
      const second = await trade(refreshOf(first))
      later(9)
      const twin = await trade(refreshOf(first))
      expect(twin.refresh).toBeUndefined()
      expect(await works(twin)).toBe(true)
      expect((await trade(refreshOf(second))).refresh).toBeDefined()
    })

    test('of many tabs at the same moment one gets the new token and none is signed out', async () => {
      const first = await start()
      const tabs = await Promise.all(Array.from({ length: 12 }, () => trade(refreshOf(first))))
      const fresh = tabs.filter((login) => login.refresh !== undefined)
      expect(fresh).toHaveLength(1)
      for (const tab of tabs) expect(await works(tab)).toBe(true)
      expect((await trade(fresh[0]?.refresh ?? '')).refresh).toBeDefined()
    })

    test('nonsense is refused, and is no reason to end anything', async () => {
      const login = await start()
      const [family, secret, userId] = refreshOf(login).split('.')
      const stranger = await start()
      for (const nonsense of [
        '',
        '.',
        'x.y',
        `${family}`,
        `${family}.`,
        `${family}.${secret}`,
        `${login.refresh}.x`,
        `../${login.refresh}`,
        `${family}.${secret}.${stranger.userId}`,
        `${family}.${secret}.${userId}.${randomUUID()}`,
        `${randomUUID()}.${secret}.${userId}`,
      ])
        await expect(trade(nonsense)).rejects.toMatchObject(ended)
      expect((await trade(refreshOf(login))).refresh).toBeDefined()
    })

    test('access lapses after ten minutes; the sign-in goes on', async () => {
      const login = await start()
      later(599)
      expect(await works(login)).toBe(true)
      later(2)
      expect(await works(login)).toBe(false)
      expect(await works(await trade(refreshOf(login)))).toBe(true)
    })

    test('no token rests in clear', async () => {
      const login = await trade(refreshOf(await start()))
      const [family = '', secret = ''] = refreshOf(login).split('.')
      const kept = await findLogin(ctx.control, { userId: login.userId }, family)
      expect(kept?.login.current).toBe(sha256(secret).toString('hex'))
      expect(kept?.text).not.toContain(secret)
    })
  })

  describe.skipIf(missing)('ending them', () => {
    test('other sign-ins of the member go on when one is revoked', async () => {
      const { email } = await person(ctx)
      const [laptop, phone] = [await enter(ctx, { email, password }), await enter(ctx, { email, password })]
      await trade(refreshOf(laptop))
      later(11)
      await expect(trade(refreshOf(laptop))).rejects.toMatchObject(ended)
      expect(await works(phone)).toBe(true)
    })

    test('signing out ends access and refresh at once', async () => {
      const login = await start()
      await signOut(await asks(login))
      expect(await works(login)).toBe(false)
      await expect(trade(refreshOf(login))).rejects.toMatchObject(ended)
    })

    test('what ends while it is being renewed stays ended: between the look and the change', async () => {
      const login = await start()
      const { ephemeral } = ctx.control
      const slow: Context = {
        ...ctx,
        control: {
          ...ctx.control,
          ephemeral: {
            ...ephemeral,
            async readEntry(key, name) {
              const found = await ephemeral.readEntry(key, name)
              await ephemeral.removeEntry(key, name)
              return found
            },
          },
        },
      }
      await expect(refreshLogin(slow, { refresh: refreshOf(login) })).rejects.toMatchObject(ended)
      expect(await loginsAt(ctx.control, { userId: login.userId })).toEqual([])
      expect(await audited(login.userId)).toEqual([])
    })

    test.each(['one', 'all'])('and at any other moment: %s', async (which) => {
      for (let round = 0; round < 10; round++) {
        const login = await start()
        const { userId } = login
        const [family = ''] = refreshOf(login).split('.')
        const [renewed] = await Promise.allSettled([
          trade(refreshOf(login)),
          which === 'all' ? endAllLogins(ctx.control, userId) : endLogin(ctx.control, userId, family),
        ])
        expect(await loginsAt(ctx.control, { userId })).toEqual([])
        expect(await works(login)).toBe(false)
        if (renewed.status === 'fulfilled') {
          expect(await works(renewed.value)).toBe(false)
          await expect(trade(refreshOf(renewed.value))).rejects.toMatchObject(ended)
        }
      }
    })

    test('all others end and this one stays; who ends what is not there leaves no entry', async () => {
      const { email, userId } = await person(ctx)
      const [here, there] = [await enter(ctx, { email, password }), await enter(ctx, { email, password })]
      const me = await asks(here)
      await expect(endLogins(me, { sessionId: randomUUID() })).rejects.toMatchObject({ code: 'not-found' })
      expect(await audited(userId)).toEqual([])
      await endLogins(me, 'others')
      expect([await works(here), await works(there)]).toEqual([true, false])
      expect(await audited(userId)).toEqual(['login.ended'])
    })

    test('the list holds what there is: nothing ended, nothing lapsed', async () => {
      const { email } = await person(ctx)
      const visit = { browser: 'Firefox on Linux', device: undefined }
      const [idle, ...others] = [
        await enter(ctx, { email, password }, visit),
        await enter(ctx, { email, password }, visit),
        await enter(ctx, { email, password }, visit),
      ]
      const me = await asks(others[0])
      const familyOf = (login?: Login) => (login?.refresh ?? '').split('.')[0]
      expect((await listLogins(me)).map(({ id }) => id)).toHaveLength(3)
      later(29 * 86_400)
      const here = await trade(refreshOf(others[0]))
      await endLogin(ctx.control, here.userId, familyOf(others[1]) ?? '')
      later(86_400 + 1)
      const since = new Date(now.getTime() - 30 * 86_400_000 - 1_000).toISOString()
      const lastUsed = new Date(now.getTime() - 86_400_000 - 1_000).toISOString()
      expect(await listLogins(me)).toEqual([
        { id: familyOf(here), browser: 'Firefox on Linux', since, lastUsed, current: true, signOn: null },
      ])
      await expect(trade(refreshOf(idle))).rejects.toMatchObject(ended)
    })

    test('whoever came by sign-on is in no other organization, nor by a token that leaves it out', async () => {
      const { userId, organizationId } = await person(ctx)
      const identity = { id: randomUUID(), organization_id: organizationId, user_id: userId, created_at: now }
      await ctx.control.db
        .insertInto('sign_on_identities')
        .values({ ...identity, subject_sha256: sha256(userId) })
        .execute()
      const login = await trade(refreshOf(await startLogin(ctx, userId, { organizationId, browser: 'Safari' })))
      expect(await actorOf(login)).toMatchObject({ kind: 'member', limits: { organizationId, projectId: null } })
      const shorter = refreshOf(login).split('.').slice(0, 3).join('.')
      await expect(trade(shorter)).rejects.toMatchObject(ended)
      const [listed] = await listLogins(await asks(login))
      expect(listed).toMatchObject({ browser: 'Safari', current: true, signOn: expect.any(String) })
      await endAllLogins(ctx.control, userId)
      expect(await works(login)).toBe(false)
    })

    test('an erased user is refused', async () => {
      const { email, userId } = await person(ctx)
      const login = await enter(ctx, { email, password })
      await ctx.control.db.deleteFrom('agent_memberships').where('user_id', '=', userId).execute()
      await ctx.control.db.deleteFrom('users').where('id', '=', userId).execute()
      expect(await works(login)).toBe(false)
      await expect(trade(refreshOf(login))).rejects.toMatchObject(ended)
    })
  })
})

test('a sign-in survives a restart and lapses 30 days after its last use', async () => {
  now = new Date()
  const again = await restarted(base, () => now)
  const login = await enter(base, { email: (await person(base)).email, password })
  const second = await refreshLogin(again.ctx, { refresh: refreshOf(login) })
  later(30 * 86_400 + 1)
  await expect(refreshLogin(again.ctx, { refresh: refreshOf(second) })).rejects.toMatchObject(ended)
  await again.close()
})
