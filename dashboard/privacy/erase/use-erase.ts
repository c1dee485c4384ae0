import { type QueryClient, useMutation, useQuery } from '@tanstack/react-query'
import { type AskedSubject, Erasure } from '@vitrine/protocol'
import { api } from '../../shell/api.ts'

const ask = (subject: AskedSubject, how: { preview: boolean; confirm?: string }) =>
  api.post('/v1/data-deletion', Erasure, { subject, ...how })

const keyOf = (subject: AskedSubject) => ['erase', subject.kind, 'id' in subject ? subject.id : subject.externalId]

/** Whether it is being deleted from this page, where a dialog tells how that goes. */
export const erasedHere = (queries: QueryClient, subject: AskedSubject): boolean =>
  queries.getMutationCache().find({ mutationKey: keyOf(subject) }) !== undefined

/** Preview, start and progress of one erasure. `opened`: the preview is wanted. */
export function useErase(subject: AskedSubject, opened: boolean) {
  const start = useMutation({
    mutationKey: keyOf(subject),
    mutationFn: (typed?: string) => ask(subject, { preview: false, ...(typed !== undefined && { confirm: typed }) }),
  })
  const preview = useQuery({
    queryKey: ['erasure-preview', subject],
    queryFn: () => ask(subject, { preview: true }),
    enabled: opened && !start.data,
    staleTime: 0,
    gcTime: 0,
  })
  const id = start.data?.id
  const outcome = useQuery({
    queryKey: ['erasure', id],
    queryFn: ({ signal }) => api.get(`/v1/data-deletion/${id}`, Erasure, signal),
    enabled: Boolean(id),
    // A failed erasure is tried again by the server, so it is watched on, only less often.
    refetchInterval: ({ state }) =>
      state.data?.state === 'done' ? false : state.data?.state === 'failed' ? 5_000 : 500,
    retry: 5,
  })
  return { preview, start, outcome: outcome.data ?? start.data }
}
