import type { Balance, NewPayment } from '@vitrine/protocol'
import { audit, requirePlatformAdmin } from '../accounts/index.ts'
import type { Context } from '../context.ts'
import { ProblemError } from '../platform/errors.ts'
import { transact } from '../transact.ts'
import { fromUsd } from './amount.ts'
import { bookPayment } from './book-payment.ts'
import { readBalance } from './read-balance.ts'

/** A platform admin enters what was paid elsewhere, or puts a balance right. */
export async function enterPayment(
  ctx: Context,
  { organizationId, payment }: { readonly organizationId: string; readonly payment: NewPayment },
): Promise<Balance> {
  await requirePlatformAdmin(ctx)
  const amount = fromUsd(payment.amount) ?? 0n
  return transact(ctx, ctx.control, async (ctx, tx) => {
    const organization = await tx.db
      .selectFrom('organizations')
      .select('id')
      .where('id', '=', organizationId)
      .executeTakeFirst()
    if (!organization) throw new ProblemError('not-found', 'There is no such organization.', 'Check the address.')
    const { id, kind } = payment
    if (await bookPayment(ctx, tx, { id, organizationId, kind, amount }))
      await audit(ctx, tx, {
        action: kind === 'top-up' ? 'balance.topped-up' : 'balance.corrected',
        organizationId,
        target: { kind: 'balance', id },
      })
    return readBalance(ctx, { organization })
  })
}
