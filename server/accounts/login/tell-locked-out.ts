import type { Context } from '../../context.ts'
import { transact } from '../../transact.ts'
import { mailToken } from '../mail/mail-member.ts'
import { prepareToken } from '../one-time-tokens.ts'
import type { Try } from './count-try.ts'

/**
 * After the failure that shuts the door: one letter for each time it is shut. Whether the address is somebody's is looked
 * up when the letter is due; here the same is done for every address, so neither answer nor time tells.
 */
export async function tellLockedOut(ctx: Context, email: string, { known, last }: Try): Promise<void> {
  if (known || !last || !ctx.mail) return
  await transact(ctx, ctx.control, async (ctx, tx) => {
    const { id } = await prepareToken(ctx, tx, 'locked-out', { email })
    await mailToken(tx, id)
  })
}
