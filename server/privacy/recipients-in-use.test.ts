import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { testConfig } from '../testing/config.ts'
import { testContext } from '../testing/context.ts'
import { seedProject } from '../testing/seed.ts'
import { recipientsInUse } from './recipients-in-use.ts'

const ctx = await testContext()
const idsIn = async (config = ctx.config) => (await recipientsInUse({ ...ctx, config })).map(({ id }) => id)

test('name servers receive something where a recipient has a name, not where it has an address', async () => {
  const smtp = { ...testConfig('/nowhere').smtp, host: 'mail.example' } as NonNullable<typeof ctx.config.smtp>
  expect(await idsIn()).not.toContain('name-servers')
  expect(await idsIn({ ...ctx.config, smtp: { ...smtp, host: '192.0.2.7' } })).toEqual(['smtp'])
  expect(await idsIn({ ...ctx.config, smtp })).toEqual(['name-servers', 'smtp'])
})

test('and where an organization has a domain to prove', async () => {
  const { organizationId } = await seedProject(ctx)
  const domain = { id: randomUUID(), domain: 'acme.example', challenge: 'x', created_at: new Date() }
  await ctx.control.db
    .insertInto('sign_on_domains')
    .values({ ...domain, organization_id: organizationId })
    .execute()
  expect(await idsIn()).toEqual(['name-servers'])
})
