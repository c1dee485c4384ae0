import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Invited, Member, OrganizationMember } from '@vitrine/protocol'
import { api, nothing } from '../../shell/api.ts'

/** Whose members: a project's, or a whole organization's. */
export type MembersOf = { readonly kind: 'project' | 'organization'; readonly id: string }

const path = ({ kind, id }: MembersOf) => `/api/${kind}s/${id}/members`
const key = ({ kind, id }: MembersOf) => ['members', kind, id]

export const membersQuery = (projectId: string) => {
  const of: MembersOf = { kind: 'project', id: projectId }
  return queryOptions({ queryKey: key(of), queryFn: ({ signal }) => api.get(path(of), Member.array(), signal) })
}

export const organizationMembersQuery = (organizationId: string) => {
  const of: MembersOf = { kind: 'organization', id: organizationId }
  return queryOptions({
    queryKey: key(of),
    queryFn: ({ signal }) => api.get(path(of), OrganizationMember.array(), signal),
  })
}

export type NewMember = { email: string; displayName: string; role: string }

/** What an admin may do to members. Each reads the list again when it is done. */
export function useMemberChanges(of: MembersOf) {
  const queries = useQueryClient()
  const onSuccess = () => queries.invalidateQueries({ queryKey: key(of) })
  const invite = useMutation({
    mutationFn: (input: NewMember) => api.post(path(of), Invited, input),
    onSuccess,
  })
  const resend = useMutation({
    mutationFn: (userId: string) => api.post(`${path(of)}/${userId}/invitation`, Invited),
    onSuccess,
  })
  const changeRole = useMutation({
    mutationFn: ({ userId, role }: { userId: string; role: string }) =>
      api.patch(`${path(of)}/${userId}`, nothing, { role }),
    onSettled: onSuccess,
  })
  const remove = useMutation({
    mutationFn: (userId: string) => api.delete(`${path(of)}/${userId}`, nothing),
    onSuccess,
  })
  return { invite, resend, changeRole, remove }
}

/** Names of members by id, for what is shown before the server has answered. */
export function useMemberNames(projectId: string): (userId: string) => string {
  const { data = [] } = useQuery(membersQuery(projectId))
  return (userId) => data.find((member) => member.userId === userId)?.displayName ?? '…'
}
