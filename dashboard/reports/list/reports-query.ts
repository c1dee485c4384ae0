import { infiniteQueryOptions } from '@tanstack/react-query'
import { ReportPage } from '@vitrine/protocol'
import { api } from '../../shell/api.ts'
import type { ReportSearch } from './report-search.ts'

export function readPage(projectId: string, search: ReportSearch, cursor: string | undefined, signal?: AbortSignal) {
  const query = new URLSearchParams()
  if (search.status) query.set('status', search.status)
  if (search.assignee) query.set('assigneeId', search.assignee)
  if (search.search) query.set('search', search.search)
  if (cursor) query.set('cursor', cursor)
  return api.get(`/api/projects/${projectId}/reports?${query}`, ReportPage, signal)
}

/** The filtered list of a project, page by page. */
export const reportsQuery = (projectId: string, search: ReportSearch) =>
  infiniteQueryOptions({
    queryKey: ['reports', projectId, search],
    // Only the list that is on the screen hears the news; one that comes back has to ask.
    staleTime: 0,
    queryFn: ({ pageParam, signal }) => readPage(projectId, search, pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  })
