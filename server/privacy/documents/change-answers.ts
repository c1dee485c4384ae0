import type { Answers } from '@vitrine/ledger'
import { audit } from '../../accounts/index.ts'
import type { Context } from '../../context.ts'
import { jsonb } from '../../platform/db/jsonb.ts'
import { lockName } from '../../platform/db/rows.ts'
import { ProblemError } from '../../platform/errors.ts'
import { transact } from '../../transact.ts'
import { type AnswersOf, readAnswers } from './answers.ts'

const most = 200

/** Changes what `change` names; an empty answer is taken away, so that it shows as not stated. */
export async function changeAnswers(
  ctx: Context,
  input: { readonly of: AnswersOf; readonly known: readonly string[]; readonly change: Answers },
): Promise<Answers> {
  const { of, known, change } = input
  const strange = Object.keys(change).find((id) => !known.includes(id))
  if (strange !== undefined)
    throw new ProblemError('invalid-request', 'There is no such question.', 'Ask for the questions first.', {
      field: 'answers',
    })
  return transact(ctx, ctx.control, async (ctx, tx) => {
    // Of two changes at once the later builds on the earlier.
    await lockName(tx.db, `document answers ${of.organizationId} ${of.projectId}`)
    const before = await readAnswers(ctx, of)
    const entries = Object.entries({ ...before, ...change }).map(([id, text]) => [id, text.trim()] as const)
    const answers = Object.fromEntries(entries.filter(([, text]) => text !== '').slice(0, most))
    await tx.db
      .insertInto('document_answers')
      .values({
        id: crypto.randomUUID(),
        organization_id: of.organizationId ?? null,
        project_id: of.projectId ?? null,
        answers: jsonb(answers),
        changed_at: ctx.now(),
      })
      .onConflict((conflict) =>
        conflict
          .columns(['organization_id', 'project_id'])
          .doUpdateSet({ answers: jsonb(answers), changed_at: ctx.now() }),
      )
      .execute()
    await audit(ctx, tx, {
      action: 'document-answers.changed',
      ...(of.organizationId && { organizationId: of.organizationId }),
      ...(of.projectId && of.organizationId && { project: { id: of.projectId, organization_id: of.organizationId } }),
      target: { kind: 'document-answers', ...(of.projectId && { id: of.projectId }) },
    })
    return answers
  })
}
