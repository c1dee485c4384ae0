import type { Answers } from '@vitrine/ledger'
import type { Context } from '../../context.ts'

/** Whose answers: the operator's when both are missing, else those of an organization or of one of its projects. */
export type AnswersOf = { readonly organizationId?: string | undefined; readonly projectId?: string | undefined }

export async function readAnswers(ctx: Context, { organizationId, projectId }: AnswersOf): Promise<Answers> {
  const row = await ctx.control.db
    .selectFrom('document_answers')
    .select('answers')
    .where('organization_id', organizationId ? '=' : 'is', organizationId ?? null)
    .where('project_id', projectId ? '=' : 'is', projectId ?? null)
    .executeTakeFirst()
  return row?.answers ?? {}
}

/** A project's answers; where it has none of its own, its organization's. */
export async function readClientAnswers(
  ctx: Context,
  project: { readonly id: string; readonly organization_id: string },
): Promise<Answers> {
  const { organization_id: organizationId } = project
  const [shared, own] = await Promise.all([
    readAnswers(ctx, { organizationId }),
    readAnswers(ctx, { organizationId, projectId: project.id }),
  ])
  return { ...shared, ...own }
}
