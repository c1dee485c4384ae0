import { useQuery } from '@tanstack/react-query'
import { RequestPage } from '@vitrine/protocol'
import { api } from '../../shell/api.ts'

const mostTries = 15

/** A request as the log has it, moments after its end: only there stands what a stream cost. */
export function useLogged(organizationId: string, requestId: string | undefined) {
  const { data } = useQuery({
    queryKey: ['logged-request', organizationId, requestId],
    queryFn: async ({ signal }) => {
      const { requests } = await api.get(
        `/api/organizations/${organizationId}/relay/requests?limit=50`,
        RequestPage,
        signal,
      )
      return requests.find(({ id }) => id === requestId) ?? null
    },
    enabled: requestId !== undefined,
    refetchInterval: ({ state }) => (state.data || state.dataUpdateCount >= mostTries ? false : 1_000),
  })
  return data ?? undefined
}
