import type { Role } from '@vitrine/protocol'
import type { Context } from '../../context.ts'
import { transact } from '../../transact.ts'
import { auditMembership } from '../audit.ts'
import { changeableMember, keepSomebody, withdrawInvitationsBy } from './changeable-member.ts'
import { placeOf, refuseAbove, type Where } from './place.ts'

/** Changes the role of a member, or the one that an open invitation will give. The last admin or owner stays one. */
export async function changeRole(
  ctx: Context,
  input: Where & { readonly userId: string; readonly role: Role },
): Promise<void> {
  const { userId, role } = input
  const place = placeOf(input)
  await transact(ctx, ctx.control, async (ctx, tx) => {
    const { table, id, role: before } = await changeableMember(ctx, tx, place, userId)
    await refuseAbove(ctx, place, [before, role])
    await tx.db.updateTable(table).set({ role }).where('id', '=', id).execute()
    await keepSomebody(tx, place)
    await withdrawInvitationsBy(tx, place, userId)
    await auditMembership(ctx, tx, { action: 'membership.changed', userId, ...place, role })
  })
}
