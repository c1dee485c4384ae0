import { useQueryClient } from '@tanstack/react-query'
import { type ChangeReport, ReportDetail } from '@vitrine/protocol'
import { api } from '../shell/api.ts'
import { toast } from '../shell/toast.ts'
import { reportQuery } from './report-query.ts'

/** Changes one or many reports the same way, then reads the lists again. Says so when some could not be changed. */
export function useChangeReports(projectId: string) {
  const queries = useQueryClient()
  return async (ids: readonly string[], change: ChangeReport) => {
    const outcomes = await Promise.allSettled(ids.map((id) => api.patch(`/api/reports/${id}`, ReportDetail, change)))
    for (const outcome of outcomes)
      if (outcome.status === 'fulfilled') queries.setQueryData(reportQuery(outcome.value.id).queryKey, outcome.value)
    const refused = outcomes.filter((outcome) => outcome.status === 'rejected')
    if (refused[0]) toast.failed(`${refused.length} of ${ids.length} could not be changed`, refused[0].reason)
    await queries.invalidateQueries({ queryKey: ['reports', projectId] })
  }
}
