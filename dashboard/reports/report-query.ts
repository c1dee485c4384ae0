import { queryOptions } from '@tanstack/react-query'
import { ReportDetail } from '@vitrine/protocol'
import { api } from '../shell/api.ts'

export const reportQuery = (reportId: string) =>
  queryOptions({
    queryKey: ['report', reportId],
    queryFn: ({ signal }) => api.get(`/api/reports/${reportId}`, ReportDetail, signal),
  })
