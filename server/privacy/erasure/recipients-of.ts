import type { Category, ErasurePlan } from '@vitrine/ledger'
import type { ToldRecipient } from '@vitrine/protocol'
import type { Context } from '../../context.ts'
import { activeRecipients } from '../../platform/egress/active-recipients.ts'

function categoriesOf(plan: ErasurePlan): Set<Category> {
  const columns = plan.tables.flatMap((table) => Object.values(table.columns).map(({ meaning }) => meaning.category))
  return new Set([...columns, ...plan.buckets.map(({ holds }) => holds.category)])
}

/** Who else receives such data in this installation, as declared: where an erasure does not end at our own stores. */
export function recipientsOf(ctx: Context, plan: ErasurePlan): ToldRecipient[] {
  const categories = categoriesOf(plan)
  return activeRecipients(ctx.declarations, ctx.config)
    .map(({ id, name, keeps, receives }) => ({
      id,
      name,
      keeps,
      received: receives.filter((category) => categories.has(category)),
    }))
    .filter(({ received }) => received.length > 0)
}
