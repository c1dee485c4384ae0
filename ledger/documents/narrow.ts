import type { Capability } from '../capability.ts'
import type { Declarations } from '../declarations.ts'
import type { SubjectKind } from '../meaning.ts'
import type { ProjectView } from './installation.ts'

type Bound = { readonly activity: { readonly id: string }; readonly onlyWith?: Capability }

/** What is true of one project's visitors: without what it has turned off, and without what concerns members only. */
export function forProject(declarations: Declarations, { off }: ProjectView): Declarations {
  const takesPlace = ({ onlyWith }: { readonly onlyWith?: Capability }) => !onlyWith || !off.includes(onlyWith)
  const ofVisitors = (subjects: readonly SubjectKind[]) => subjects.includes('visitor')
  const activities = declarations.activities.filter((one) => takesPlace(one) && ofVisitors(one.subjects))
  const kept = new Set(activities.map(({ id }) => id))
  const belongs = <T extends Bound>(one: T) => kept.has(one.activity.id) && takesPlace(one)
  const concerns = <T extends Bound & { readonly subjects: readonly SubjectKind[] }>(one: T) =>
    belongs(one) && (one.subjects.length === 0 || ofVisitors(one.subjects))
  return {
    ...declarations,
    activities,
    tables: declarations.tables.filter(concerns),
    keyspaces: declarations.keyspaces.filter(concerns),
    buckets: declarations.buckets.filter(concerns),
    localFiles: declarations.localFiles.filter(concerns),
    jobs: declarations.jobs.filter(belongs),
    foreignSchemas: declarations.foreignSchemas.filter(belongs),
    browserKeys: declarations.browserKeys.filter(({ room }) => room === 'snippet'),
  }
}

/** The declarations that documents in these circumstances are about. */
export const narrowed = (
  declarations: Declarations,
  { project }: { readonly project?: ProjectView | undefined },
): Declarations => (project ? forProject(declarations, project) : declarations)
