import { clientQuestions, operatorQuestions, type Question, recipientQuestions } from '@vitrine/ledger'
import type { DocumentAnswers } from '@vitrine/protocol'
import type { Context } from '../../context.ts'
import { readAnswers } from './answers.ts'
import { circumstancesOf } from './circumstances.ts'

const shown = ({ id, label, hint, why, optional, lines, choices }: Question, fixed?: string) => ({
  id,
  label,
  hint,
  why,
  optional: optional ?? false,
  lines: lines ?? false,
  choices: choices ?? null,
  fixed: fixed && fixed !== 'Not stated' ? fixed : null,
})

/** What the operator is asked, those who receive data included. The settings win over the form. */
export async function operatorForm(ctx: Context): Promise<DocumentAnswers> {
  const { recipients } = await circumstancesOf(ctx, {})
  const settings: Readonly<Record<string, string | undefined>> = ctx.config.operator
  return {
    questions: [
      ...operatorQuestions.map((question) => shown(question, settings[question.id])),
      ...recipients.flatMap(({ id, name }) => recipientQuestions(id, name)).map((question) => shown(question)),
    ],
    answers: await readAnswers(ctx, {}),
  }
}

/** What a client is asked; a project's own answers stand in place of its organization's. */
export async function clientForm(
  ctx: Context,
  of: { readonly organizationId: string; readonly projectId?: string },
): Promise<DocumentAnswers> {
  const { organizationId, projectId } = of
  const shared = projectId ? await readAnswers(ctx, { organizationId }) : {}
  return {
    questions: clientQuestions.map((question) => ({
      ...shown(question),
      ...(shared[question.id] && { hint: `The organization says: ${shared[question.id]}` }),
    })),
    answers: await readAnswers(ctx, of),
  }
}
