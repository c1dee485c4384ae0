import type { TriggerEvaluation } from '@vitrine/protocol'
import type { Tx } from '../../context.ts'

type Report = { readonly id: string; readonly projectId: string }

/** Keeps the rules that fired before a report, in the transaction that opens it. They have been scanned already. */
export async function keepEvaluations(
  tx: Tx,
  report: Report,
  evaluations: readonly TriggerEvaluation[],
  now: Date,
): Promise<void> {
  if (evaluations.length === 0) return
  const rows = evaluations.map(({ ruleId, at, action, cause, answer }) => ({
    id: crypto.randomUUID(),
    project_id: report.projectId,
    report_id: report.id,
    rule_id: ruleId,
    at: new Date(at),
    action,
    cause: cause.replaceAll('\0', ''),
    answer,
    created_at: now,
  }))
  await tx.db.insertInto('trigger_events').values(rows).execute()
}
