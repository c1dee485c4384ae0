import { randomUUID } from 'node:crypto'
import type { AskedSubject, Erasure } from '@vitrine/protocol'
import { audit, markLeaving } from '../../accounts/index.ts'
import type { Context, Tx } from '../../context.ts'
import { sha256 } from '../../platform/crypto/random-token.ts'
import { jsonb } from '../../platform/db/jsonb.ts'
import { ProblemError } from '../../platform/errors.ts'
import { transact } from '../../transact.ts'
import { eraseSubject } from '../tables.ts'
import { nothing } from './find.ts'
import { guardMember, requireName } from './guard-member.ts'
import { toErasure } from './read-erasure.ts'
import { erasedBefore, readableErasure, sameRequest } from './same-erasure.ts'
import { type AuthorizedSubject, authorizeSubject } from './subject.ts'

export type How = {
  /** The organization's name, as typed by whoever erases it. */
  readonly confirm?: string | undefined
  /** The same key again is the same erasure. */
  readonly idempotencyKey?: string | undefined
}

/**
 * Records the erasure and queues it: from here on it happens, whatever becomes of this process. What is being erased, or
 * was and has nothing new, answers with the erasure that there is.
 */
export async function requestErasure(ctx: Context, asked: AskedSubject, how: How = {}): Promise<Erasure> {
  const once = onceOf(ctx, how)
  const repeated = once && (await sameRequest(ctx, once, asked))
  if (repeated) return repeated
  const subject = await authorizeSubject(ctx, asked).catch(async (error) => {
    const gone = error instanceof ProblemError && error.code === 'not-found' && (await readableErasure(ctx, asked))
    if (gone) return gone
    throw error
  })
  if ('state' in subject) return subject
  if (subject.kind === 'organization') await requireName(ctx, subject.id, how.confirm)
  return eraseOnce(ctx, subject, once)
}

const onceOf = (ctx: Context, { idempotencyKey }: How): Buffer | undefined =>
  idempotencyKey === undefined || ctx.actor.kind !== 'member'
    ? undefined
    : sha256(`${ctx.actor.userId} ${idempotencyKey}`)

/** The same for a subject whose right was found otherwise, such as a visitor's own link. */
export async function eraseOnce(ctx: Context, subject: AuthorizedSubject, once?: Buffer): Promise<Erasure> {
  return transact(ctx, ctx.control, async (ctx, tx) => {
    if (subject.kind === 'member') await guardMember(tx, subject.id)
    const before = await erasedBefore(ctx, tx, subject)
    if (before) return toErasure(ctx, before)
    const { kind, id, project, organizationId } = subject
    const row = await insert(ctx, tx, subject, once)
    if (kind === 'member') await markLeaving(ctx, tx, id)
    const place = project ? { project } : organizationId ? { organizationId } : {}
    await audit(ctx, tx, { action: `${kind}.erased`, ...place, target: { kind, id } })
    await tx.jobs.enqueue(eraseSubject, { erasureId: row.id })
    return toErasure(ctx, row)
  })
}

const askedBy = (ctx: Context) => {
  if (ctx.actor.kind === 'member') return { asked_by: 'member', requested_by: ctx.actor.userId } as const
  return { asked_by: ctx.actor.kind === 'visitor' ? 'visitor' : 'operator', requested_by: null } as const
}

const insert = (ctx: Context, tx: Tx, subject: AuthorizedSubject, once: Buffer | undefined) =>
  tx.db
    .insertInto('erasures')
    .values({
      id: randomUUID(),
      subject_kind: subject.kind,
      subject_id: subject.id,
      subject_hash: subject.hash,
      project_id: subject.project?.id ?? null,
      organization_id: subject.organizationId,
      regions: [...subject.scope],
      ...askedBy(ctx),
      requested_at: ctx.now(),
      state: 'pending',
      found: jsonb(nothing),
      stores: jsonb([]),
      steps: jsonb({}),
      idempotency_hash: once ?? null,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
