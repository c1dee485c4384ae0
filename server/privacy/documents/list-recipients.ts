import type { RecipientNotice } from '@vitrine/protocol'
import type { Context } from '../../context.ts'
import { circumstancesOf } from './circumstances.ts'
import { objectionsByRecipient } from './objections/list-objections.ts'

/** Everyone who could receive data by the declarations, and how they stand. */
export async function listRecipients(ctx: Context): Promise<RecipientNotice[]> {
  const [{ recipients }, objections] = await Promise.all([circumstancesOf(ctx, {}), objectionsByRecipient(ctx)])
  return ctx.declarations.recipients.map(({ id, name, purpose }) => {
    const standing = recipients.find((one) => one.id === id)
    return {
      id,
      name,
      purpose,
      status: standing?.status ?? 'unused',
      announced: standing?.announced ?? null,
      from: standing?.from ?? null,
      objections: objections.get(id) ?? [],
    }
  })
}
