import type { ErasurePlan, Row } from '@vitrine/ledger'
import { Receipt, ReceiptKey, receiptBytes, receiptKeysPath, type SignedReceipt } from '@vitrine/protocol'
import type { Context } from '../../context.ts'
import { dayAfter } from '../erasure/level-of.ts'
import { recipientsOf } from '../erasure/recipients-of.ts'
import { recipientsInUse } from '../recipients-in-use.ts'
import type { erasures } from '../tables.ts'

/** The keys that receipts of this installation are signed with, as it publishes them. */
export const receiptKeys = (ctx: Context): ReceiptKey[] => [ReceiptKey.parse(ctx.signer.publicJwk)]

/** What a finished erasure did, signed by the installation, so that it can be shown to others and checked by them. */
export async function signReceipt(ctx: Context, plan: ErasurePlan, row: Row<typeof erasures>): Promise<SignedReceipt> {
  const { config, signer } = ctx
  const { steps } = row
  const receipt = Receipt.parse({
    type: 'vitrine-erasure-receipt',
    version: 1,
    installation: {
      url: config.publicUrl,
      operator: config.operator.name,
      keys: `${config.publicUrl}${receiptKeysPath}`,
    },
    erasureId: row.id,
    subject: { kind: row.subject_kind, id: row.subject_id, hash: row.subject_hash },
    projectId: row.project_id,
    organizationId: row.organization_id,
    askedBy: { kind: row.asked_by, id: row.requested_by },
    requestedAt: row.requested_at.toISOString(),
    refusedSince: steps.refuse,
    keysDestroyedAt: steps.keys,
    verifiedAt: steps.verify,
    keysGoneFromBackupsOn: dayAfter(ctx, config.keysBackupDays),
    goneFromBackupsOn: dayAfter(ctx, config.backupDays),
    stores: row.stores,
    recipients: recipientsOf(await recipientsInUse(ctx), plan),
  } satisfies Record<keyof Receipt, unknown>)
  const [key] = receiptKeys(ctx)
  if (!key) throw new Error('There is no key to sign receipts with.')
  return { receipt, key, signature: signer.sign(receiptBytes(receipt)) }
}
