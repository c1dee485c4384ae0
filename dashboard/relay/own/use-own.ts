import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { type NewCredential, ProviderCredential } from '@vitrine/protocol'
import { api, nothing } from '../../shell/api.ts'
import { toast } from '../../shell/toast.ts'

const path = (organizationId: string) => `/api/organizations/${organizationId}/relay/credentials`

export const credentialsQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ['relay-credentials', organizationId],
    queryFn: ({ signal }) => api.get(path(organizationId), ProviderCredential.array(), signal),
  })

/** What is done about an organization's own credentials. */
export function useCredentialChanges(organizationId: string) {
  const queries = useQueryClient()
  const renewed = { onSettled: () => queries.invalidateQueries(credentialsQuery(organizationId)) }
  const told = { ...renewed, onError: (error: Error) => toast.failed('That did not work', error) }
  return {
    add: useMutation({
      ...renewed,
      mutationFn: (credential: NewCredential) => api.post(path(organizationId), ProviderCredential, credential),
    }),
    test: useMutation({
      ...told,
      mutationFn: (id: string) => api.post(`${path(organizationId)}/${id}/test`, ProviderCredential),
      onSuccess: ({ name }) => toast.said(`${name} accepted the credential.`),
    }),
    remove: useMutation({ ...told, mutationFn: (id: string) => api.delete(`${path(organizationId)}/${id}`, nothing) }),
  }
}
