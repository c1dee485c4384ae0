import { randomUUID } from 'node:crypto'
import { strictest } from '@vitrine/masking'
import type { OrganizationRole, ProjectRole } from '@vitrine/protocol'
import type { Context } from '../context.ts'

/** An agent of a whole organization is called its developer. */
type SeedRole = OrganizationRole | ProjectRole

export type Seeded = {
  readonly organizationId: string
  readonly projectId: string
  readonly publicKey: string
  readonly origin: string
  readonly userId: string
}

/** An organization with one project and one member in it. `role: null`: a user without any membership. */
export async function seedProject(
  ctx: Context,
  how: { role?: SeedRole | null; retentionDays?: number; recordingSeconds?: number } = {},
): Promise<Seeded> {
  const { db } = ctx.control
  const organizationId = randomUUID()
  const projectId = randomUUID()
  const publicKey = `pk_${randomUUID().replaceAll('-', '').slice(0, 24)}`
  const origin = `https://${projectId}.example.com`
  await db.insertInto('organizations').values({ id: organizationId, name: 'Acme', code: organizationId }).execute()
  await db
    .insertInto('projects')
    .values({
      id: projectId,
      organization_id: organizationId,
      name: 'Shop',
      public_key: publicKey,
      origins: [origin],
      masking: { ...strictest, mode: 'balanced' },
      retention_days: how.retentionDays ?? 90,
      recording_seconds: how.recordingSeconds ?? 120,
      region: ctx.config.region,
    })
    .execute()
  const userId = await seedMember(ctx, { organizationId, role: how.role === undefined ? 'owner' : how.role })
  return { organizationId, projectId, publicKey, origin, userId }
}

/** One more user; a member of the whole organization, or of one of its projects only. */
export async function seedMember(
  ctx: Context,
  of: { organizationId: string; projectId?: string; role: SeedRole | null },
): Promise<string> {
  const { db } = ctx.control
  const userId = randomUUID()
  await db
    .insertInto('users')
    .values({ id: userId, email: `${userId}@example.com`, display_name: 'Ada Example' })
    .execute()
  if (of.role === null) return userId
  await db
    .insertInto('agent_memberships')
    .values({
      id: randomUUID(),
      user_id: userId,
      organization_id: of.organizationId,
      project_id: of.projectId ?? null,
      role: of.projectId === undefined && of.role === 'agent' ? 'developer' : of.role,
    })
    .execute()
  return userId
}
