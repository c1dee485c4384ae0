import type { FiredTrigger } from '@vitrine/protocol'
import type { AuthorizedProject } from '../../accounts/index.ts'
import type { Context } from '../../context.ts'

/** The rules that fired before a report was sent, with the names they have now; `null` for one that is gone. */
export async function readEvaluations(
  ctx: Context,
  project: AuthorizedProject,
  reportId: string,
): Promise<FiredTrigger[]> {
  const rows = await ctx
    .region(project)
    .db.selectFrom('trigger_events')
    .selectAll()
    .where('project_id', '=', project.id)
    .where('report_id', '=', reportId)
    .orderBy('at')
    .execute()
  const names = new Map(project.triggers.map(({ id, name }) => [id, name]))
  return rows.map(({ rule_id, at, action, cause, answer }) => ({
    ruleId: rule_id,
    name: names.get(rule_id) ?? null,
    at: at.getTime(),
    action: action as FiredTrigger['action'],
    cause,
    answer: answer as FiredTrigger['answer'],
  }))
}
