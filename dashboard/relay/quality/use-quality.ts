import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Quality, QualityChecks, type QualityKind, type QualitySettings } from '@vitrine/protocol'
import { api, nothing } from '../../shell/api.ts'
import { toast } from '../../shell/toast.ts'

const url = '/api/relay/quality'
const key = ['model-quality'] as const

/** Everything that the page shows; asked more often after somebody had all models asked. */
export function useQuality() {
  const queries = useQueryClient()
  const ask = useMutation({
    mutationFn: () => api.post(`${url}/rounds`, nothing),
    onSuccess: () => toast.said('All models are being asked. What is found appears here.'),
    onError: (error) => toast.failed('Could not have the models asked', error),
  })
  const change = useMutation({
    mutationFn: (settings: Partial<QualitySettings>) => api.patch(`${url}/settings`, Quality, settings),
    onSuccess: (quality) => queries.setQueryData([...key, 'grid'], quality),
    onError: (error) => toast.failed('Could not change the setting', error),
  })
  const accept = useMutation({
    mutationFn: (way: { channel: string; model: string }) => api.post(`${url}/accepted`, nothing, way),
    onSuccess: () => queries.invalidateQueries({ queryKey: key }),
    onError: (error) => toast.failed('Could not take it for normal', error),
  })
  const quality = useQuery({
    queryKey: [...key, 'grid'],
    queryFn: ({ signal }) => api.get(url, Quality, signal),
    refetchInterval: ask.isSuccess || change.isSuccess ? 3_000 : 30_000,
  })
  return { quality, ask, change, accept }
}

export type Way = { readonly channel: string | null; readonly model: string; readonly kind: QualityKind }

export function useHistory({ channel, model, kind }: Way, items: boolean) {
  const query = new URLSearchParams({ model, kind, items: String(items), limit: '60' })
  if (channel !== null) query.set('channel', channel)
  return useQuery({
    queryKey: [...key, 'history', channel, model, kind, items],
    queryFn: ({ signal }) => api.get(`${url}/checks?${query}`, QualityChecks, signal),
    refetchInterval: 15_000,
  })
}
