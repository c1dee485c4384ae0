import { randomInt } from 'node:crypto'
import type { NewCode, OrganizationRole, RegistrationCode } from '@vitrine/protocol'
import type { Context } from '../../context.ts'
import { sha256 } from '../../platform/crypto/random-token.ts'
import { ProblemError } from '../../platform/errors.ts'
import { transact } from '../../transact.ts'
import { audit } from '../audit.ts'
import { placeOf, refuseAbove } from '../members/place.ts'
import type { AuthorizedOrganization } from '../rights/authorize-organization.ts'
import { withdrawRegistrations } from './withdraw-registrations.ts'

type In = { readonly organization: AuthorizedOrganization<'administer'> }
/** `codeId` is missing of an organization's own code. */
type Joins = { readonly organizationId: string; readonly role: OrganizationRole; readonly codeId: string | null }

// Without letters and digits that look alike: people read it aloud.
const letters = 'abcdefghjkmnpqrstuvwxyz23456789'
const part = () => Array.from({ length: 5 }, () => letters[randomInt(letters.length)]).join('')

/** A code with which people register for the organization until it lapses. Shown once: only its SHA-256 is kept. */
export async function makeCode(
  ctx: Context,
  input: In & NewCode,
): Promise<RegistrationCode & { readonly code: string }> {
  const { organization, role, days } = input
  await refuseAbove(ctx, placeOf(input), [role])
  const code = `${part()}-${part()}-${part()}`
  const row = {
    id: crypto.randomUUID(),
    organization_id: organization.id,
    role,
    sha256: sha256(code),
    created_by: ctx.actor.kind === 'member' ? ctx.actor.userId : null,
    created_at: ctx.now(),
    expires_at: new Date(ctx.now().getTime() + days * 86_400_000),
  }
  await transact(ctx, ctx.control, async (ctx, tx) => {
    await tx.db.insertInto('registration_codes').values(row).execute()
    const target = { kind: 'registration-code', id: row.id }
    await audit(ctx, tx, { action: 'registration-code.created', organizationId: organization.id, target })
  })
  const { id, created_at, expires_at } = row
  return { id, role, code, createdAt: created_at.toISOString(), expiresAt: expires_at.toISOString() }
}

export async function listCodes(ctx: Context, { organization }: In): Promise<RegistrationCode[]> {
  const rows = await ctx.control.db
    .selectFrom('registration_codes')
    .select(['id', 'role', 'created_at', 'expires_at'])
    .where('organization_id', '=', organization.id)
    .where('expires_at', '>', ctx.now())
    .orderBy('created_at', 'desc')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    role: row.role as OrganizationRole,
    createdAt: row.created_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
  }))
}

export async function withdrawCode(ctx: Context, { organization, codeId }: In & { codeId: string }): Promise<void> {
  await transact(ctx, ctx.control, async (ctx, tx) => {
    const code = await tx.db
      .selectFrom('registration_codes')
      .select('id')
      .where('id', '=', codeId)
      .where('organization_id', '=', organization.id)
      .forUpdate()
      .executeTakeFirst()
    if (!code) throw new ProblemError('not-found', 'There is no such code.', 'Reload the page.')
    await withdrawRegistrations(tx, { organizationId: organization.id, codeId })
    await tx.db.deleteFrom('registration_codes').where('id', '=', codeId).execute()
    const target = { kind: 'registration-code', id: codeId }
    await audit(ctx, tx, { action: 'registration-code.withdrawn', organizationId: organization.id, target })
  })
}

/** What a code opens: one that admins made, or an organization's own where that lets people in. Holds it as it is until the transaction ends. */
export async function openedBy(ctx: Context, typed: string): Promise<Joins> {
  const code = typed.trim().toLowerCase()
  const { db } = ctx.control
  const made = await db
    .selectFrom('registration_codes')
    .select(['id', 'organization_id', 'role'])
    .where('sha256', '=', sha256(code))
    .where('expires_at', '>', ctx.now())
    .forShare()
    .executeTakeFirst()
  if (made) return { organizationId: made.organization_id, role: made.role as OrganizationRole, codeId: made.id }
  const own = await db
    .selectFrom('organizations')
    .select(['id', 'joins_as'])
    .where('code', '=', code)
    .forShare()
    .executeTakeFirst()
  if (own?.joins_as) return { organizationId: own.id, role: own.joins_as as OrganizationRole, codeId: null }
  throw new ProblemError('invalid-request', 'This code opens nothing.', 'Ask the person who gave it to you.', {
    field: 'code',
  })
}
