import { type Category, concerns, type ErasurePlan, type Recipient } from '@vitrine/ledger'
import type { ToldRecipient } from '@vitrine/protocol'

function categoriesOf(plan: ErasurePlan): Set<Category> {
  const columns = plan.tables.flatMap((table) => Object.values(table.columns).map(({ meaning }) => meaning.category))
  return new Set([...columns, ...plan.buckets.map(({ holds }) => holds.category)])
}

/** Which of these receive such data about such people, as declared: where an erasure does not end at our own stores. */
export function recipientsOf(recipients: readonly Recipient[], plan: ErasurePlan): ToldRecipient[] {
  const categories = categoriesOf(plan)
  const subjects = plan.tables.flatMap((table) => table.subjects)
  return recipients
    .filter((recipient) => concerns(recipient, subjects))
    .map(({ id, name, keeps, receives }) => ({
      id,
      name,
      keeps,
      received: receives.filter((category) => categories.has(category)),
    }))
    .filter(({ received }) => received.length > 0)
}
