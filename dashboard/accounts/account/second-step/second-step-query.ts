import { queryOptions } from '@tanstack/react-query'
import { SecondStep } from '@vitrine/protocol'
import { api } from '../../../shell/api.ts'

export const secondStepQuery = queryOptions({
  queryKey: ['second-step'],
  queryFn: ({ signal }) => api.get('/api/account/second-step', SecondStep, signal),
})
