import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { type ChangeWebhook, type NewWebhook, Webhook, WebhookDelivery, WebhookWithSecret } from '@vitrine/protocol'
import { api, nothing } from '../../shell/api.ts'
import { toast } from '../../shell/toast.ts'

const path = (organizationId: string) => `/api/organizations/${organizationId}/relay/webhooks`

export const webhooksQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ['webhooks', organizationId],
    queryFn: ({ signal }) => api.get(path(organizationId), Webhook.array(), signal),
  })

export const deliveriesQuery = (organizationId: string, id: string) =>
  queryOptions({
    queryKey: ['webhooks', organizationId, 'deliveries', id],
    queryFn: ({ signal }) => api.get(`${path(organizationId)}/${id}/deliveries`, WebhookDelivery.array(), signal),
  })

/** What is done about the addresses that are called. A secret stands in an answer once. */
export function useWebhookChanges(organizationId: string) {
  const queries = useQueryClient()
  const renewed = { onSuccess: () => queries.invalidateQueries(webhooksQuery(organizationId)) }
  const told = { ...renewed, onError: (error: Error) => toast.failed('That did not work', error) }
  const one = (id: string) => `${path(organizationId)}/${id}`
  return {
    add: useMutation({
      ...renewed,
      gcTime: 0,
      mutationFn: (webhook: NewWebhook) => api.post(path(organizationId), WebhookWithSecret, webhook),
    }),
    change: useMutation({
      ...told,
      mutationFn: ({ id, change }: { id: string; change: ChangeWebhook }) => api.patch(one(id), Webhook, change),
    }),
    remove: useMutation({ ...told, mutationFn: (id: string) => api.delete(one(id), nothing) }),
    replay: useMutation({
      ...told,
      mutationFn: ({ id, deliveryId }: { id: string; deliveryId: string }) =>
        api.post(`${one(id)}/deliveries/${deliveryId}/replay`, nothing),
    }),
  }
}
