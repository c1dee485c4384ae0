import type { Table } from '@vitrine/ledger'
import type { ErasureSubject } from '@vitrine/protocol'
import { type AuthorizedProject, authorizeProject } from '../../accounts/index.ts'
import type { Context } from '../../context.ts'
import { columnsOf } from '../../platform/db/rows.ts'
import { ProblemError } from '../../platform/errors.ts'
import { databaseIn } from './find.ts'

/** The table whose rows are such subjects, by declaration. */
export function rootOf(ctx: Context, kind: ErasureSubject['kind']): Table {
  const table = ctx.declarations.tables.find((table) => table.subject === kind)
  if (!table) throw new Error(`No table declares that its rows are subjects of kind "${kind}"`)
  return table
}

async function projectOf(ctx: Context, { kind, id }: ErasureSubject): Promise<string | undefined> {
  if (kind === 'project') return id
  const root = rootOf(ctx, kind)
  for (const region of ctx.regions) {
    const [row] = await columnsOf(databaseIn(ctx, region, root), root.name, ['project_id'], [id])
    if (row?.['project_id']) return row['project_id']
  }
  return undefined
}

/** The project of a subject that its administrators may erase. What is absent and what belongs to others answer alike. */
export async function authorizeSubject(
  ctx: Context,
  subject: ErasureSubject,
): Promise<AuthorizedProject<'administer'>> {
  const absent = new ProblemError('not-found', `There is no such ${subject.kind}.`, 'It may have been erased already.')
  const projectId = await projectOf(ctx, subject)
  if (projectId === undefined) throw absent
  return authorizeProject(ctx, projectId, 'administer').catch((error) => {
    throw error instanceof ProblemError && error.code === 'not-found' ? absent : error
  })
}
