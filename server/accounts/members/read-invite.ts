import type { InviteDetails } from '@vitrine/protocol'
import type { Context } from '../../context.ts'
import { findToken } from '../one-time-tokens.ts'

/** Whom a link invites and to what, for whoever holds it. */
export async function readInvite(ctx: Context, input: { readonly token: string }): Promise<InviteDetails> {
  const invitation = await findToken(ctx, 'invite', input.token)
  return {
    email: invitation.email ?? '',
    displayName: invitation.display_name ?? '',
    place: (await placeName(ctx, invitation)) ?? '',
  }
}

type Columns = { readonly organization_id: string | null; readonly project_id: string | null }

/** The name of the project, or of the organization when it is all of it. */
export async function placeName(ctx: Context, { organization_id, project_id }: Columns): Promise<string | undefined> {
  const { db } = ctx.control
  const found = project_id
    ? await db.selectFrom('projects').select('name').where('id', '=', project_id).executeTakeFirst()
    : await db.selectFrom('organizations').select('name').where('id', '=', organization_id).executeTakeFirst()
  return found?.name
}
