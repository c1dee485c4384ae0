import { queryOptions } from '@tanstack/react-query'
import { OfferedModel } from '@vitrine/protocol'
import { api } from '../shell/api.ts'

/** What programs of an organization may ask for. */
export const modelsQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ['relay-models', organizationId],
    queryFn: ({ signal }) => api.get(`/api/organizations/${organizationId}/relay/models`, OfferedModel.array(), signal),
  })
