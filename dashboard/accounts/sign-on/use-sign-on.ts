import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { type ChangeSignOn, SignOn, SignOnDomain } from '@vitrine/protocol'
import { api, nothing } from '../../shell/api.ts'
import { toast } from '../../shell/toast.ts'

export const signOnQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ['sign-on-settings', organizationId],
    queryFn: ({ signal }) => api.get(`/api/organizations/${organizationId}/sign-on`, SignOn, signal),
  })

/** What an organization's admins change about how its members get in. */
export function useSignOnChanges(organizationId: string) {
  const queries = useQueryClient()
  const base = `/api/organizations/${organizationId}`
  const renewed = { onSuccess: () => queries.invalidateQueries({ queryKey: ['sign-on-settings', organizationId] }) }
  const told = { ...renewed, onError: (error: Error) => toast.failed('That did not work', error) }
  return {
    save: useMutation({
      ...renewed,
      mutationFn: (change: ChangeSignOn) => api.patch(`${base}/sign-on`, SignOn, change),
    }),
    remove: useMutation({ ...told, mutationFn: () => api.delete(`${base}/sign-on`, nothing) }),
    claim: useMutation({
      ...renewed,
      mutationFn: (domain: string) => api.post(`${base}/sign-on/domains`, SignOnDomain, { domain }),
    }),
    prove: useMutation({
      ...told,
      mutationFn: ({ id, how }: { id: string; how: 'prove' | 'vouch' }) =>
        api.post(`${base}/sign-on/domains/${id}/${how}`, SignOnDomain),
    }),
    giveUp: useMutation({
      ...told,
      mutationFn: (id: string) => api.delete(`${base}/sign-on/domains/${id}`, nothing),
    }),
    require: useMutation({
      ...told,
      mutationFn: (required: boolean) => api.patch(`${base}/second-step`, nothing, { required }),
    }),
  }
}
