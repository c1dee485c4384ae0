import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { type ChangeRelayKey, MadeRelayKey, type NewRelayKey, RelayKey } from '@vitrine/protocol'
import { api, nothing } from '../../shell/api.ts'
import { toast } from '../../shell/toast.ts'

const path = (organizationId: string) => `/api/organizations/${organizationId}/relay/keys`
/** Where members make keys for themselves. */
const ownPath = (organizationId: string) => `/api/organizations/${organizationId}/relay/own-keys`

export const keysQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ['relay-keys', organizationId],
    queryFn: ({ signal }) => api.get(path(organizationId), RelayKey.array(), signal),
  })

/** Makes a key. The answer is the only place where it ever stands. */
export function useMakeKey(organizationId: string, own = false) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (key: NewRelayKey) => api.post((own ? ownPath : path)(organizationId), MadeRelayKey, key),
    // An answer in a cache would be a key that is kept.
    gcTime: 0,
    onSuccess: () => queries.invalidateQueries(keysQuery(organizationId)),
  })
}

/** What is done to a key that there is. */
export function useKeyChanges(organizationId: string) {
  const queries = useQueryClient()
  const renewed = { onSuccess: () => queries.invalidateQueries(keysQuery(organizationId)) }
  const one = (id: string) => `${path(organizationId)}/${id}`
  return {
    change: useMutation({
      ...renewed,
      mutationFn: ({ id, change }: { id: string; change: ChangeRelayKey }) => api.patch(one(id), RelayKey, change),
    }),
    rotate: useMutation({
      ...renewed,
      gcTime: 0,
      mutationFn: ({ id, overlapHours }: { id: string; overlapHours: number }) =>
        api.post(`${one(id)}/rotation`, MadeRelayKey, { overlapHours }),
    }),
    revoke: useMutation({
      ...renewed,
      onError: (error: Error) => toast.failed('Could not revoke the key', error),
      mutationFn: (id: string) => api.delete(one(id), nothing),
    }),
    revokeOwn: useMutation({
      ...renewed,
      onError: (error: Error) => toast.failed('Could not revoke the key', error),
      mutationFn: (id: string) => api.delete(`${ownPath(organizationId)}/${id}`, nothing),
    }),
  }
}
