import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { VisitorView } from '@vitrine/protocol'
import { useState } from 'react'
import { api } from '../../shell/api.ts'

/** The link's token stands behind the # and is taken off the address, so that it stays in no history and on no screenshot. */
function takeToken(): string {
  const token = location.hash.slice(1)
  if (token) history.replaceState(history.state, '', location.pathname)
  return token
}

export function useVisitorView() {
  const [token] = useState(takeToken)
  const queries = useQueryClient()
  const queryKey = ['visitor-view', token]
  const view = useQuery({
    queryKey,
    queryFn: () => api.post('/v1/visitor/data', VisitorView, { token }),
    refetchInterval: ({ state }) => (state.data?.state === 'erasing' ? 1_000 : false),
    retry: false,
  })
  const erase = useMutation({
    mutationFn: () => api.post('/v1/visitor/erasure', VisitorView, { token }),
    onSuccess: (data) => queries.setQueryData(queryKey, data),
  })
  return { view, erase }
}
