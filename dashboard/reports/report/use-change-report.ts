import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type ChangeReport, ReportDetail } from '@vitrine/protocol'
import { api } from '../../shell/api.ts'
import { toast } from '../../shell/toast.ts'
import { reportQuery } from '../report-query.ts'

type Assignee = ReportDetail['assignee']

/** Changes a report and shows it at once; what the server refuses is taken back and said. */
export function useChangeReport(report: ReportDetail) {
  const queries = useQueryClient()
  const { queryKey } = reportQuery(report.id)
  const change = useMutation({
    mutationFn: (wanted: ChangeReport & { assignee?: Assignee }) => {
      const { assignee, ...rest } = wanted
      const body = assignee === undefined ? rest : { ...rest, assigneeId: assignee?.userId ?? null }
      return api.patch(`/api/reports/${report.id}`, ReportDetail, body)
    },
    onMutate: async (wanted) => {
      await queries.cancelQueries({ queryKey })
      const before = queries.getQueryData(queryKey)
      queries.setQueryData(queryKey, (known) => known && { ...known, ...wanted })
      return { before }
    },
    onError: (error, _, context) => {
      queries.setQueryData(queryKey, context?.before)
      toast.failed('The report was not changed', error)
    },
    onSuccess: (answer) => queries.setQueryData(queryKey, answer),
    onSettled: () => queries.invalidateQueries({ queryKey: ['reports', report.projectId] }),
  })
  return change.mutate
}
