import type { Context } from '../../../context.ts'
import { sealCredential } from '../access/credential.ts'

const access = { provider: 'openai', name: 'Sample', base_url: 'https://a.example', hosts: ['a.example'] }

/** A channel that nobody has tried. */
export async function sampleChannel(ctx: Context): Promise<{ readonly channelId: string }> {
  const id = crypto.randomUUID()
  const limits = { connect_ms: 1, first_token_ms: 1, idle_ms: 1, total_ms: 1, weight: 1 }
  const credential = sealCredential(ctx, 'channel', id, { key: 'sk-sample' })
  await ctx.control.db
    .insertInto('relay_channels')
    .values({ id, ...access, ...limits, credential, state: 'off', created_at: ctx.now() })
    .execute()
  return { channelId: id }
}

export async function sampleRoute(ctx: Context): Promise<{ readonly routeId: string }> {
  const id = crypto.randomUUID()
  await ctx.control.db
    .insertInto('relay_routes')
    .values({ id, model: `model-${id}`, strategy: 'priority', attempts: 1, created_at: ctx.now() })
    .execute()
  return { routeId: id }
}

/** A credential of the organization's own. */
export async function sampleCredential(
  ctx: Context,
  organizationId: string,
  { provider = access.provider, tested = false } = {},
): Promise<{ readonly credentialId: string }> {
  const id = crypto.randomUUID()
  const credential = sealCredential(ctx, 'own', id, { key: `sk-of-${provider}` })
  const about = { ...access, provider, tested_at: tested ? ctx.now() : null, created_at: ctx.now() }
  await ctx.control.db
    .insertInto('provider_credentials')
    .values({ id, organization_id: organizationId, ...about, credential })
    .execute()
  return { credentialId: id }
}
