import { queryOptions } from '@tanstack/react-query'
import { Entrance } from '@vitrine/protocol'
import { api } from '../../shell/api.ts'

/** Whether e-mails are sent here, and who may register. */
export const entranceQuery = queryOptions({
  queryKey: ['entrance'],
  queryFn: ({ signal }) => api.get('/api/entrance', Entrance, signal),
  staleTime: 60_000,
})
