import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testContext } from '../../testing/context.ts'
import { transact } from '../../transact.ts'
import { bookPayment } from '../book-payment.ts'
import { checkBalances } from '../check-balances.ts'
import { balanceOf, charge, funded } from '../testing/funded.ts'
import { postCharges } from './post-charges.ts'

const dollar = 1_000_000_000_000n
const ctx = await testContext()
const node = randomUUID()

test('a charge is entered once, whatever else comes with it, twice in a batch or in two at a time', async () => {
  const [one, other] = [await funded(ctx, dollar), await funded(ctx, dollar)]
  const payment = randomUUID()
  await transact(ctx, ctx.control, (ctx, tx) =>
    bookPayment(ctx, tx, { id: payment, organizationId: one, kind: 'top-up', amount: 1n }),
  )
  const [known, twice] = [charge(one, 5n), charge(one, 7n)]
  await postCharges(ctx, node, [known])
  const batch = [charge(other, 11n), twice, known, charge(one, 0n), charge(one, 900n, payment), twice]
  await Promise.all([postCharges(ctx, node, batch), postCharges(ctx, node, batch.toReversed())])
  await postCharges(ctx, node, batch)
  expect((await balanceOf(ctx, one)).amount).toBe(dollar + 1n - 12n)
  expect((await balanceOf(ctx, other)).amount).toBe(dollar - 11n)
  expect(await checkBalances(ctx)).toEqual([])
})

test('both entries tell of what they are, whatever the model is called', async () => {
  const organizationId = await funded(ctx, dollar)
  const entry = { ...charge(organizationId, 10n ** 20n + 1n), projectId: randomUUID(), model: '"],[\'—\\ {}$1' }
  await postCharges(ctx, node, [entry])
  const { rows } = await sql`
    select kind, account, organization_id, amount, project_id, key_id, model from balance_transactions
    where movement = ${entry.requestId} order by account`.execute(ctx.control.db)
  const shared = { kind: 'charge', organization_id: organizationId, project_id: entry.projectId }
  const of = { ...shared, key_id: entry.keyId, model: entry.model }
  expect(rows).toEqual([
    { ...of, account: 'customer', amount: '-100000000000000000001' },
    { ...of, account: 'revenue', amount: '100000000000000000001' },
  ])
})
