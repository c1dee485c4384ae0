import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { OrganizationMember, RelayLimitsOf, RelayUse, type SetRelayLimits } from '@vitrine/protocol'
import { api } from '../../shell/api.ts'

const path = (organizationId: string) => `/api/organizations/${organizationId}/relay/limits`

export const limitsQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ['relay-limits', organizationId],
    queryFn: ({ signal }) => api.get(path(organizationId), RelayLimitsOf.array(), signal),
  })

export const inUseQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ['relay-use', organizationId],
    queryFn: ({ signal }) => api.get(`${path(organizationId)}/use`, RelayUse.array(), signal),
    refetchInterval: 5_000,
  })

export const peopleQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ['organization-people', organizationId],
    queryFn: ({ signal }) =>
      api.get(`/api/organizations/${organizationId}/members`, OrganizationMember.array(), signal),
  })

export function useSetLimits(organizationId: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (set: SetRelayLimits) => api.put(path(organizationId), RelayLimitsOf, set),
    onSuccess: () => queries.invalidateQueries(limitsQuery(organizationId)),
  })
}
