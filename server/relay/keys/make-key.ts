import type { MadeRelayKey, NewRelayKey } from '@vitrine/protocol'
import type { AuthorizedOrganization } from '../../accounts/index.ts'
import type { Context } from '../../context.ts'
import { transact } from '../../transact.ts'
import { announce } from '../webhooks/announce.ts'
import { insertKey } from './insert-key.ts'
import { toColumns } from './limit-columns.ts'
import { refuseForeign } from './of-organization.ts'

const day = 86_400_000

type In = {
  readonly organization: AuthorizedOrganization
  readonly key: NewRelayKey
  readonly memberId?: string
}

/** A key of the organization's or, with `memberId`, a member's own. Shown once. */
export async function makeKey(ctx: Context, { organization, key, memberId }: In): Promise<MadeRelayKey> {
  const { name, projectId, models, endpoints, networks, expiresInDays, limits } = key
  return transact(ctx, ctx.control, async (ctx, tx) => {
    await refuseForeign(tx, organization.id, { projectId, memberId: null })
    const made = await insertKey(ctx, tx, {
      organization_id: organization.id,
      project_id: projectId,
      member_id: memberId ?? null,
      name,
      models,
      endpoints,
      networks,
      ...toColumns(limits),
      ends_at: expiresInDays === null ? null : new Date(ctx.now().getTime() + expiresInDays * day),
      rotated_from: null,
    })
    await announce(ctx, { organizationId: organization.id, event: 'key.created', of: { kind: 'key', id: made.id } })
    return made
  })
}
