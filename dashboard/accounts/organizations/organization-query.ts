import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { type ChangeOrganization, Organization, OrganizationSummary } from '@vitrine/protocol'
import { api, nothing } from '../../shell/api.ts'

const path = (organizationId: string) => `/api/organizations/${organizationId}`

export const organizationQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ['organization', organizationId],
    queryFn: ({ signal }) => api.get(path(organizationId), Organization, signal),
  })

export const organizationsQuery = queryOptions({
  queryKey: ['organizations'],
  queryFn: ({ signal }) => api.get('/api/organizations', OrganizationSummary.array(), signal),
})

export type OrganizationChange = ChangeOrganization & { billingEmail?: string | null }

/** Changes some settings of an organization and shows the answer everywhere at once. */
export function useChangeOrganization(organizationId: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: async ({ billingEmail, ...change }: OrganizationChange) => {
      const ofBills = () => api.patch(`${path(organizationId)}/billing`, Organization, { billingEmail })
      if (Object.keys(change).length === 0) return ofBills()
      const changed = await api.patch(path(organizationId), Organization, change)
      return billingEmail === undefined ? changed : ofBills()
    },
    onSuccess: (organization) => {
      queries.setQueryData(organizationQuery(organizationId).queryKey, organization)
      return queries.invalidateQueries({ queryKey: ['me'] })
    },
  })
}

/** Asks to have the organization deleted, or takes that back. */
export function useDeletionRequest(organizationId: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (wanted: boolean) =>
      wanted
        ? api.post(`${path(organizationId)}/deletion-request`, nothing)
        : api.delete(`${path(organizationId)}/deletion-request`, nothing),
    onSuccess: () => queries.invalidateQueries(organizationQuery(organizationId)),
  })
}
