import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { Detection } from '@vitrine/protocol'
import { api } from '../../shell/api.ts'
import { useProjectNews } from '../../shell/live.tsx'

const detectionsQuery = (projectId: string) =>
  queryOptions({
    queryKey: ['detections', projectId],
    queryFn: ({ signal }) => api.get(`/api/projects/${projectId}/detections`, Detection.array(), signal),
    // What is older than ten minutes leaves the list without any news about it.
    refetchInterval: 60_000,
  })

/** Where the snippet ran in the last ten minutes, kept true by the project's news. */
export function useDetections(projectId: string) {
  const queries = useQueryClient()
  useProjectNews(projectId, (news) => {
    if (news.kind !== 'snippet-seen') return
    const seen: Detection = { origin: news.origin, lastSeen: new Date().toISOString() }
    queries.setQueryData(detectionsQuery(projectId).queryKey, (known) => [
      seen,
      ...(known ?? []).filter(({ origin }) => origin !== news.origin),
    ])
  })
  return useQuery(detectionsQuery(projectId))
}
