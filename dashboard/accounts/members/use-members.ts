import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type Invite, Invited, Member, type ProjectRole } from '@vitrine/protocol'
import { api, nothing } from '../../shell/api.ts'

const path = (projectId: string) => `/api/projects/${projectId}/members`

export const membersQuery = (projectId: string) =>
  queryOptions({
    queryKey: ['members', projectId],
    queryFn: ({ signal }) => api.get(path(projectId), Member.array(), signal),
  })

/** What an admin may do to the members of a project. Each reads the list again when it is done. */
export function useMemberChanges(projectId: string) {
  const queries = useQueryClient()
  const onSuccess = () => queries.invalidateQueries(membersQuery(projectId))
  const invite = useMutation({
    mutationFn: (input: Invite) => api.post(path(projectId), Invited, input),
    onSuccess,
  })
  const changeRole = useMutation({
    mutationFn: ({ userId, role }: { userId: string; role: ProjectRole }) =>
      api.patch(`${path(projectId)}/${userId}`, nothing, { role }),
    onSettled: onSuccess,
  })
  const remove = useMutation({
    mutationFn: (userId: string) => api.delete(`${path(projectId)}/${userId}`, nothing),
    onSuccess,
  })
  return { invite, changeRole, remove }
}

/** Names of members by id, for what is shown before the server has answered. */
export function useMemberNames(projectId: string): (userId: string) => string {
  const { data = [] } = useQuery(membersQuery(projectId))
  return (userId) => data.find((member) => member.userId === userId)?.displayName ?? '…'
}
