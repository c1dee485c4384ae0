import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { VisitorCopy, VisitorView } from '@vitrine/protocol'
import { useState } from 'react'
import { api } from '../../shell/api.ts'
import { saveCopy } from './save-copy.ts'

/** The link's token stands behind the # and is taken off the address, so that it stays in no history and on no screenshot. */
function takeToken(): string {
  const token = location.hash.slice(1)
  if (token) history.replaceState(history.state, '', location.pathname)
  return token
}

const isUnderWay = ({ state, copy }: VisitorView): boolean =>
  state === 'erasing' || copy?.state === 'waiting' || copy?.state === 'running'

export function useVisitorView() {
  const [token] = useState(takeToken)
  const queries = useQueryClient()
  const queryKey = ['visitor-view', token]
  const view = useQuery({
    queryKey,
    queryFn: () => api.post('/v1/visitor/data', VisitorView, { token }),
    refetchInterval: ({ state }) => (state.data && isUnderWay(state.data) ? 1_000 : false),
    retry: false,
  })
  const erase = useMutation({
    mutationFn: () => api.post('/v1/visitor/erasure', VisitorView, { token }),
    onSuccess: (data) => queries.setQueryData(queryKey, data),
  })
  const copy = useMutation({
    mutationFn: () => api.post('/v1/visitor/export', VisitorCopy, { token }),
    onSuccess: (made) => queries.setQueryData(queryKey, (was?: VisitorView) => was && { ...was, copy: made }),
  })
  const download = useMutation({ mutationFn: () => saveCopy(token) })
  return { view, erase, copy, download }
}
