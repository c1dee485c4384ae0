import type { RecipientNotice } from '@vitrine/protocol'
import type { Context } from '../../context.ts'
import { objectionsByRecipient } from './objections/list-objections.ts'
import { recipientsAsNoticed } from './recipients-as-noticed.ts'

/** Everyone who could receive data by the declarations, how they stand, and what organizations said against them. */
export async function listRecipients(ctx: Context): Promise<RecipientNotice[]> {
  const [{ recipients }, objections] = await Promise.all([recipientsAsNoticed(ctx), objectionsByRecipient(ctx)])
  return recipients.map((one) => ({ ...one, objections: objections.get(one.id) ?? [] }))
}
