import { useMutation, useQuery } from '@tanstack/react-query'
import { ResetLink } from '@vitrine/protocol'
import { api } from '../../shell/api.ts'
import { useMe, useOwns } from '../../shell/me.ts'
import { toast } from '../../shell/toast.ts'
import { entranceQuery } from '../entrance/entrance-query.ts'
import type { MembersOf } from './use-members.ts'

/** A link for a new password, made by hand: for owners, and only where no e-mails are sent. The server decides. */
export function useResetLink(of: MembersOf, userId: string) {
  const me = useMe()
  const { data: entrance } = useQuery(entranceQuery)
  const project = me.projects.find(({ id }) => of.kind === 'project' && id === of.id)
  const organizationId = project?.organizationId ?? of.id
  const making = useMutation({
    mutationFn: () => api.post(`/api/organizations/${organizationId}/members/${userId}/reset-link`, ResetLink),
    onError: (error) => toast.failed('Could not make a link', error),
  })
  const isOffered = useOwns(organizationId) && entrance?.mail === false && userId !== me.userId
  return { isOffered, make: () => making.mutate(), link: making.data?.link, forget: making.reset }
}
