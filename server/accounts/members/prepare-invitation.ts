import type { NewRow } from '@vitrine/ledger'
import type { Invited } from '@vitrine/protocol'
import type { Context, Tx } from '../../context.ts'
import { mailToken } from '../mail/mail-member.ts'
import { issueToken, prepareToken } from '../one-time-tokens.ts'
import type { passwordResetTokens } from '../tables.ts'
import { limitInvitations } from './limit-invitations.ts'

type About = Pick<NewRow<typeof passwordResetTokens>, 'display_name' | 'project_id' | 'role' | 'language'> & {
  readonly email: string
  readonly organization_id: string
}

/** Sends the link by e-mail, or answers it where there is no mail server. */
export async function prepareInvitation(ctx: Context, tx: Tx, about: About): Promise<Invited> {
  await limitInvitations(ctx, { email: about.email, organizationId: about.organization_id })
  const by = { ...about, invited_by: ctx.actor.kind === 'member' ? ctx.actor.userId : null }
  if (!ctx.mail) {
    const { id, token, expiresAt } = await issueToken(ctx, tx, 'invite', by)
    const link = `${ctx.config.publicUrl}/accept-invite?token=${token}`
    return { userId: id, link, expiresAt: expiresAt.toISOString() }
  }
  const { id, expiresAt } = await prepareToken(ctx, tx, 'invite', by)
  await mailToken(tx, id)
  return { userId: id, link: null, expiresAt: expiresAt.toISOString() }
}
