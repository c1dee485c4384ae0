import type { Role } from '@vitrine/protocol'
import type { Context, Tx } from '../context.ts'

export type AuditEntry = {
  /** `noun.past-participle`: `report.erased`, `project.changed`. */
  readonly action: `${string}.${string}`
  readonly project?: { readonly id: string; readonly organization_id: string }
  /** For what belongs to an organization but to no project. */
  readonly organizationId?: string
  readonly target: { readonly kind: string; readonly id?: string }
}

const actorOf = (ctx: Context) => ({
  actor_kind: ctx.actor.kind,
  actor_id: ctx.actor.kind === 'member' ? ctx.actor.userId : null,
})

/** Says who did what, in the transaction that does it. Ids only: names resolve when the log is shown. */
export async function audit(ctx: Context, tx: Tx, entry: AuditEntry): Promise<void> {
  await tx.db
    .insertInto('audit_log')
    .values({
      id: crypto.randomUUID(),
      at: ctx.now(),
      ...actorOf(ctx),
      action: entry.action,
      organization_id: entry.project?.organization_id ?? entry.organizationId ?? null,
      project_id: entry.project?.id ?? null,
      target_kind: entry.target.kind,
      target_id: entry.target.id ?? null,
    })
    .execute()
}

export type MembershipEntry = {
  readonly action: 'membership.given' | 'membership.invited' | 'membership.changed' | 'membership.removed'
  readonly userId: string
  readonly organizationId: string
  readonly projectId: string | null
  readonly role: Role
}

/** The life of a membership, kept for good. */
export async function auditMembership(ctx: Context, tx: Tx, entry: MembershipEntry): Promise<void> {
  await tx.db
    .insertInto('membership_audit_log')
    .values({
      id: crypto.randomUUID(),
      at: ctx.now(),
      ...actorOf(ctx),
      action: entry.action,
      user_id: entry.userId,
      organization_id: entry.organizationId,
      project_id: entry.projectId,
      role: entry.role,
      address_mac:
        ctx.from === undefined ? null : ctx.envelope.mac('audit-address', ctx.from).toString('hex').slice(0, 24),
    })
    .execute()
}
