import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { RetentionPreview } from '@vitrine/protocol'
import { api } from '../../shell/api.ts'

/** What would go if a project kept things for so many days; asked once nobody has typed for a moment. */
export function usePreview(projectId: string, days: number, asked: boolean) {
  const [settled] = useDebouncedValue(days, 250)
  const query = useQuery({
    queryKey: ['retention-preview', projectId, settled],
    queryFn: ({ signal }) => api.get(`/api/projects/${projectId}/retention?days=${settled}`, RetentionPreview, signal),
    enabled: asked,
    placeholderData: keepPreviousData,
    staleTime: 0,
  })
  return { ...query, settled: settled === days && !query.isPlaceholderData }
}
