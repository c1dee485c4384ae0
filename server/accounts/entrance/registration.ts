import { Registration } from '@vitrine/protocol'
import type { Context } from '../../context.ts'
import { transact } from '../../transact.ts'
import { audit } from '../audit.ts'
import { requirePlatformAdmin } from '../rights/require-platform-admin.ts'

/** Who may make an account by themselves: nobody, unless it was set. Addresses are confirmed by e-mail, so never without. */
export async function registration(ctx: Context): Promise<Registration> {
  if (!ctx.mail) return 'closed'
  const row = await ctx.control.db
    .selectFrom('installation_settings')
    .select('value')
    .where('name', '=', 'registration')
    .executeTakeFirst()
  return Registration.catch('closed').parse(row?.value)
}

export async function changeRegistration(ctx: Context, to: Registration): Promise<void> {
  await requirePlatformAdmin(ctx)
  await transact(ctx, ctx.control, async (ctx, tx) => {
    await tx.db
      .insertInto('installation_settings')
      .values({ name: 'registration', value: to })
      .onConflict((on) => on.column('name').doUpdateSet({ value: to }))
      .execute()
    await audit(ctx, tx, { action: 'installation.changed', target: { kind: 'setting', id: `registration ${to}` } })
  })
}
