import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { DataExport, type ErasureSubject } from '@vitrine/protocol'
import { api, nothing } from '../../shell/api.ts'
import { toast } from '../../shell/toast.ts'

const isUnderWay = ({ state }: DataExport) => state === 'waiting' || state === 'running'

/** The copies listed at an address, looked at again while one is being made; asking for one more; deleting one. */
export function useExports(address: string, subject: ErasureSubject) {
  const queries = useQueryClient()
  const queryKey = ['exports', address]
  const refresh = () => queries.invalidateQueries({ queryKey })
  const list = useQuery({
    queryKey,
    queryFn: ({ signal }) => api.get(address, DataExport.array(), signal),
    refetchInterval: ({ state }) => (state.data?.some(isUnderWay) ? 1_500 : false),
  })
  const ask = useMutation({
    mutationFn: () => api.post('/v1/data-export', DataExport, { subject }),
    onSuccess: refresh,
    onError: (error) => toast.failed('Could not start the copy', error),
  })
  const remove = useMutation({
    mutationFn: (id: string) => api.delete(`/v1/data-export/${id}`, nothing),
    onSuccess: refresh,
    onError: (error) => toast.failed('Could not delete the copy', error),
  })
  return { list, ask, remove }
}
