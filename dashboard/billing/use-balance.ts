import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { Balance, type NewPayment, Statement } from '@vitrine/protocol'
import { api } from '../shell/api.ts'

export const billingPath = (organizationId: string) => `/api/organizations/${organizationId}/billing`

export const balanceQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ['balance', organizationId],
    queryFn: ({ signal }) => api.get(`${billingPath(organizationId)}/balance`, Balance, signal),
    refetchInterval: 10_000,
  })

export const statementQuery = (organizationId: string, month: string) =>
  queryOptions({
    queryKey: ['balance', organizationId, 'statement', month],
    queryFn: ({ signal }) => api.get(`${billingPath(organizationId)}/statement?month=${month}`, Statement, signal),
  })

/** What changes a balance, and who is told of it. */
export function useBalanceChanges(organizationId: string) {
  const queries = useQueryClient()
  const renewed = { onSuccess: () => queries.invalidateQueries({ queryKey: ['balance', organizationId] }) }
  return {
    pay: useMutation({
      ...renewed,
      mutationFn: (payment: NewPayment) => api.post(`${billingPath(organizationId)}/payments`, Balance, payment),
    }),
    warn: useMutation({
      ...renewed,
      mutationFn: (below: string | null) => api.put(`${billingPath(organizationId)}/alert`, Balance, { below }),
    }),
  }
}
