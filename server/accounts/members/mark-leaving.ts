import type { Context, Tx } from '../../context.ts'

/** From here on nobody counts on them: their account is being erased. */
export async function markLeaving(ctx: Context, tx: Tx, userId: string): Promise<void> {
  await tx.db.updateTable('users').set({ leaving_at: ctx.now() }).where('id', '=', userId).execute()
}
