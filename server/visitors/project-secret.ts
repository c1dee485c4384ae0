import { randomBytes, randomUUID } from 'node:crypto'
import { sealedPlace } from '@vitrine/ledger'
import type { Context } from '../context.ts'
import { projectSecrets, type SecretPurpose } from './tables.ts'

type Project = { readonly id: string; readonly region: string }

const place = (rowId: string): string => sealedPlace(projectSecrets, 'secret', rowId)

/** The project's secret for this purpose, if it has one. */
export async function existingSecret(
  ctx: Context,
  project: Project,
  purpose: SecretPurpose,
): Promise<Buffer | undefined> {
  const { keys } = ctx.region(project)
  const row = await keys
    .selectFrom('project_secrets')
    .select(['id', 'secret'])
    .where('project_id', '=', project.id)
    .where('purpose', '=', purpose)
    .executeTakeFirst()
  return row && ctx.envelope.master.open(row.secret, place(row.id))
}

/** The same, made when first needed. Of two made at once, one is kept. */
export async function projectSecret(ctx: Context, project: Project, purpose: SecretPurpose): Promise<Buffer> {
  const found = await existingSecret(ctx, project, purpose)
  if (found) return found
  const { keys } = ctx.region(project)
  const id = randomUUID()
  const secret = ctx.envelope.master.seal(randomBytes(32), place(id))
  await keys
    .insertInto('project_secrets')
    .values({ id, project_id: project.id, purpose, secret, created_at: ctx.now() })
    .onConflict((on) => on.columns(['project_id', 'purpose']).doNothing())
    .execute()
  const made = await existingSecret(ctx, project, purpose)
  if (!made) throw new Error('A secret that was just made is gone.')
  return made
}

/** A new one in the place of the old. */
export async function replaceSecret(ctx: Context, project: Project, purpose: SecretPurpose): Promise<Buffer> {
  const { keys } = ctx.region(project)
  const id = randomUUID()
  const fresh = randomBytes(32)
  const secret = ctx.envelope.master.seal(fresh, place(id))
  await keys
    .insertInto('project_secrets')
    .values({ id, project_id: project.id, purpose, secret, created_at: ctx.now() })
    .onConflict((on) => on.columns(['project_id', 'purpose']).doUpdateSet({ id, secret, created_at: ctx.now() }))
    .execute()
  return fresh
}
