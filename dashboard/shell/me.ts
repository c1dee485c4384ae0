import { queryOptions, useSuspenseQuery } from '@tanstack/react-query'
import { Me, type ProjectRole } from '@vitrine/protocol'
import { api } from './api.ts'

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: ({ signal }) => api.get('/api/me', Me, signal),
  staleTime: 5 * 60_000,
})

/** Who is signed in. The signed-in routes load it before they show anything. */
export const useMe = (): Me => useSuspenseQuery(meQuery).data

const strength: Record<ProjectRole, number> = { viewer: 0, agent: 1, admin: 2 }

/** Whether the member may do what `role` may in this project. Hides what would be refused; the server decides. */
export function useMayAs(role: ProjectRole, projectId: string): boolean {
  const project = useMe().projects.find(({ id }) => id === projectId)
  return project !== undefined && strength[project.role] >= strength[role]
}

type Organization = Me['organizations'][number]

/** Whether the member administers a whole organization. Hides what would be refused; the server decides. */
export const mayAdminister = ({ platformAdmin }: Me, { role }: Organization): boolean =>
  platformAdmin || role === 'owner' || role === 'admin'

/** Whether the member answers for a whole organization, which nobody else may delete. Hides; the server decides. */
export function useOwns(organizationId: string | undefined): boolean {
  const { platformAdmin, organizations } = useMe()
  return platformAdmin || organizations.some(({ id, role }) => id === organizationId && role === 'owner')
}
