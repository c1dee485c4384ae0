import type { Table } from '@vitrine/ledger'
import type { AskedSubject, ErasureSubject, SubjectKind } from '@vitrine/protocol'
import { authorizeOrganization, authorizeProject, type ProjectRow } from '../../accounts/index.ts'
import type { Authorized, Context } from '../../context.ts'
import { columnsOf } from '../../platform/db/rows.ts'
import { ProblemError } from '../../platform/errors.ts'
import { findVisitor } from '../../visitors/index.ts'
import { authorizeMember } from './authorize-member.ts'
import { type Scope, storesOf } from './scope.ts'

/** What is to be erased or handed out, and where it may have left something. */
export type Subject = ErasureSubject & {
  readonly project: ProjectRow | null
  readonly organizationId: string | null
  readonly scope: Scope
  /** The keyed hash by which a visitor is known, also when nothing of theirs is held. */
  readonly hash: string | null
}
export type AuthorizedSubject = Authorized<Subject, 'erase'>

/** The table whose rows are such subjects, by declaration. */
export function rootOf(ctx: Context, kind: SubjectKind): Table {
  const table = ctx.declarations.tables.find((table) => table.subject === kind)
  if (!table) throw new Error(`No table declares that its rows are subjects of kind "${kind}"`)
  return table
}

/** Only to be called by what has found the right. */
const granted = (subject: Subject): AuthorizedSubject => subject as AuthorizedSubject

const ofProject = (project: ProjectRow, subject: ErasureSubject, hash: string | null = null): AuthorizedSubject =>
  granted({
    ...subject,
    project,
    organizationId: project.organization_id,
    scope: [project.region],
    hash,
  })

/** A visitor by the client's own id. One of whom nothing is held is a subject too: what still waits somewhere is theirs. */
export async function visitorOf(ctx: Context, project: ProjectRow, externalId: string): Promise<AuthorizedSubject> {
  const { id, hash } = await findVisitor(ctx, project, externalId)
  return ofProject(project, { kind: 'visitor', id: id ?? hash }, hash)
}

async function projectIdOf(ctx: Context, { kind, id }: ErasureSubject): Promise<string | undefined> {
  if (kind === 'project') return id
  const root = rootOf(ctx, kind)
  for (const { db } of storesOf(ctx, ctx.regions, root)) {
    const [row] = await columnsOf(db, root.name, ['project_id'], [id])
    if (row?.['project_id']) return row['project_id']
  }
  return undefined
}

/** The same answer for what is absent and what belongs to others. */
const hide = (kind: SubjectKind) => (error: unknown) => {
  if (!(error instanceof ProblemError) || error.code !== 'not-found') throw error
  throw new ProblemError('not-found', `There is no such ${kind}.`, 'It may have been erased already.')
}

async function inProject(ctx: Context, asked: AskedSubject, to: 'erase' | 'export'): Promise<AuthorizedSubject> {
  const projectId = 'externalId' in asked ? asked.projectId : await projectIdOf(ctx, asked)
  if (projectId === undefined) throw new ProblemError('not-found', `There is no such ${asked.kind}.`)
  const whole = asked.kind === 'project' && to === 'erase'
  const project = await authorizeProject(ctx, projectId, whole ? 'view' : 'administer')
  if (whole) await authorizeOrganization(ctx, project.organization_id, 'own')
  if ('externalId' in asked) return visitorOf(ctx, project, asked.externalId)
  return ofProject(project, asked)
}

async function wholeOrganization(ctx: Context, subject: ErasureSubject): Promise<AuthorizedSubject> {
  const { id } = await authorizeOrganization(ctx, subject.id, 'own')
  return granted({ ...subject, project: null, organizationId: id, scope: ctx.regions, hash: null })
}

async function wholeMember(ctx: Context, subject: ErasureSubject): Promise<AuthorizedSubject> {
  await authorizeMember(ctx, subject.id)
  return granted({ ...subject, project: null, organizationId: null, scope: ctx.regions, hash: null })
}

/**
 * The subject, if whoever asks may have it erased or handed out: administrators of a project for what its visitors
 * sent and to hand it out, owners for their organization and its projects, everybody for themselves.
 */
export async function authorizeSubject(
  ctx: Context,
  asked: AskedSubject,
  to: 'erase' | 'export' = 'erase',
): Promise<AuthorizedSubject> {
  const found =
    asked.kind === 'organization' && 'id' in asked
      ? wholeOrganization(ctx, asked)
      : asked.kind === 'member' && 'id' in asked
        ? wholeMember(ctx, asked)
        : inProject(ctx, asked, to)
  return found.catch(hide(asked.kind))
}
