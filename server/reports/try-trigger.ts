import type { ConsoleEntry, TimelineEntry, TriggerRule, TriggerTrial } from '@vitrine/protocol'
import { followRule, type Happening } from '@vitrine/protocol/trigger-match'
import type { AuthorizedProject } from '../accounts/index.ts'
import { readRecordings } from '../capture/index.ts'
import type { Context } from '../context.ts'
import { ProblemError } from '../platform/errors.ts'

/** So many of the newest reports are looked at. */
const reports = 50

/** Opening that many recordings is work: one trial of a project at a time. */
const busy = new Set<string>()

type Trial = { readonly project: AuthorizedProject<'administer'>; readonly rule: TriggerRule }

const inOrder = (console: readonly ConsoleEntry[], timeline: readonly TimelineEntry[]): Happening[] =>
  [...timeline, ...console.map((entry) => ({ kind: 'console' as const, ...entry }))].sort((a, b) => a.at - b.at)

/**
 * What a rule would have done on the project's newest reports. Changes nothing. Elements can't be looked for in what was
 * recorded beside the picture: such conditions never hold here.
 */
export async function tryTrigger(ctx: Context, input: Trial): Promise<TriggerTrial> {
  const { id } = input.project
  if (busy.has(id))
    throw new ProblemError('too-many-requests', 'A trial of this project is running.', 'Wait for it to end.', {
      retryAfterSeconds: 2,
    })
  busy.add(id)
  try {
    return await look(ctx, input)
  } finally {
    busy.delete(id)
  }
}

async function look(ctx: Context, { project, rule }: Trial): Promise<TriggerTrial> {
  const rows = await ctx
    .region(project)
    .db.selectFrom('reports')
    .select(['id', 'title'])
    .where('project_id', '=', project.id)
    .where('received_at', 'is not', null)
    .orderBy('created_at', 'desc')
    .limit(reports)
    .execute()
  const fired: TriggerTrial['fired'] = []
  for (const { id, title } of rows) {
    // One that is being erased, or can't be opened, is no reason to say nothing of the others.
    for (const recording of await readRecordings(ctx, project, id).catch(() => [])) {
      const follow = followRule(rule)
      const causes = inOrder(recording.console, recording.timeline).flatMap((one) => follow(one) ?? [])
      const [first] = causes
      if (first) fired.push({ reportId: id, title, times: causes.length, at: first.at, cause: first.cause })
    }
  }
  const notLookedFor = rule.conditions.some(({ kind }) => kind === 'element') ? (['element'] as const) : []
  return { reports: rows.length, fired, notLookedFor: [...notLookedFor] }
}
