import { expect, test } from 'vitest'
import { startAccountWork } from '../accounts/index.ts'
import type { Context } from '../context.ts'
import { openMail } from '../platform/mail/open-mail.ts'
import { as, asMember, testContext } from '../testing/context.ts'
import { linkIn, testMailServer } from '../testing/mail-server.ts'
import { seedMember, seedProject } from '../testing/seed.ts'
import { transact } from '../transact.ts'
import { tellClients } from './documents/tell-clients.ts'
import { carryOutErasure } from './erasure/carry-out-erasure.ts'
import { requestErasure } from './erasure/request-erasure.ts'
import { carryOutExport } from './export/carry-out-export.ts'
import { requestExport } from './export/request-export.ts'

const server = await testMailServer()
// A clock that is slow by more than the minutes for which letters are gathered: they are due at once.
const slow = () => new Date(Date.now() - 600_000)
const ctx: Context = { ...(await testContext({ mail: openMail(server.config) })), now: slow }
const job = as(ctx, { kind: 'job', name: 'test' })
const lettersTo = (email: string) => server.inbox.filter(({ to }) => to?.some(({ address }) => address === email))

async function organization() {
  const seeded = await seedProject(ctx)
  const alert_email = `alerts-${seeded.organizationId}@example.com`
  await ctx.control.db
    .updateTable('organizations')
    .set({ alert_email })
    .where('id', '=', seeded.organizationId)
    .execute()
  return { ...seeded, alerts: alert_email, email: `${seeded.userId}@example.com` }
}

async function eraseVisitor(who: Context, projectId: string) {
  const asked = await requestErasure(who, { kind: 'visitor', projectId, externalId: crypto.randomUUID() })
  await carryOutErasure(job, { erasureId: asked.id ?? '' })
}

test('finished erasures are told to whoever asked and to the organization, together if there are several', async () => {
  const { userId, projectId, email, alerts } = await organization()
  const owner = asMember(ctx, userId)
  for (let count = 0; count < 3; count++) await eraseVisitor(owner, projectId)
  await startAccountWork(ctx)
  for (const to of [email, alerts]) {
    const mail = await server.next(to)
    expect(mail.subject).toBe('Erased as asked: Shop')
    expect(linkIn(mail).pathname).toBe(`/projects/${projectId}/erasures`)
  }
  const colleague = await seedMember(ctx, { organizationId: (await organization()).organizationId, role: null })
  await requestErasure(asMember(ctx, colleague), { kind: 'member', id: colleague }).then(({ id }) =>
    carryOutErasure(job, { erasureId: id ?? '' }),
  )
  await requestErasure(owner, { kind: 'project', id: projectId }).then(({ id }) =>
    carryOutErasure(job, { erasureId: id ?? '' }),
  )
  const last = await server.next(alerts)
  expect(last.subject).toBe('Erased as asked: Acme')
  expect(last.text).not.toContain('/erasures')
  expect(lettersTo(alerts)).toHaveLength(2)
  expect(lettersTo(`${colleague}@example.com`)).toEqual([])
})

test('a copy that is ready is told to whoever asked, with the page where it lies', async () => {
  const { userId, projectId, organizationId, email } = await organization()
  const owner = asMember(ctx, userId)
  for (const [subject, page] of [
    [{ kind: 'project', id: projectId }, `/projects/${projectId}/exports`],
    [{ kind: 'organization', id: organizationId }, `/organizations/${organizationId}/settings`],
    [{ kind: 'member', id: userId }, '/account'],
  ] as const) {
    const { id } = await requestExport(owner, subject)
    await carryOutExport(job, { exportId: id, region: ctx.config.region })
    const mail = await server.next(email)
    expect(mail.subject).toBe('Your copy is ready')
    expect(linkIn(mail).pathname).toBe(page)
  }
})

test('a new recipient is told to owners, admins and the address for warnings', async () => {
  const { email, alerts } = await organization()
  const notice = crypto.randomUUID()
  await ctx.control.db
    .insertInto('recipient_notices')
    .values({ id: notice, recipient_id: 'x', change: 'added', name: 'Cloud', notice: 'Stores.', effective_at: slow() })
    .execute()
  await transact(ctx, ctx.control, (ctx, tx) => tellClients(ctx, tx, { id: notice, change: 'added' }))
  for (const to of [email, alerts]) expect((await server.next(to)).subject).toBe('A new recipient of your data: Cloud')
})
