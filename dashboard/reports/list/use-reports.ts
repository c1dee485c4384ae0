import { type InfiniteData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import type { ReportPage, ServerMessage } from '@vitrine/protocol'
import { useProjectNews } from '../../shell/live.tsx'
import { mergeFirstPage, withoutReport } from './merge-pages.ts'
import type { ReportSearch } from './report-search.ts'
import { readPage, reportsQuery } from './reports-query.ts'

type Pages = InfiniteData<ReportPage, string | undefined>

/** The filtered list, kept true by the project's news: new reports come in on top, erased ones go. */
export function useReports(projectId: string, search: ReportSearch) {
  const queries = useQueryClient()
  const options = reportsQuery(projectId, search)
  const reports = useInfiniteQuery(options)
  const change = (how: (pages: ReportPage[]) => ReportPage[]) =>
    queries.setQueryData<Pages>(options.queryKey, (data) => {
      const pages = data && how(data.pages)
      return pages && { pages, pageParams: pages.map((_, index) => data.pageParams[index]) }
    })
  const hear = async (news: ServerMessage) => {
    if (news.kind === 'report-erased') change((pages) => withoutReport(pages, news.reportId))
    if (news.kind === 'report-changed') await queries.invalidateQueries({ queryKey: ['reports', projectId] })
    if (news.kind !== 'report-received') return
    const fresh = await readPage(projectId, search, undefined)
    change((pages) => mergeFirstPage(pages, fresh))
  }
  useProjectNews(projectId, (news) => void hear(news).catch(() => reports.refetch()))
  return reports
}
