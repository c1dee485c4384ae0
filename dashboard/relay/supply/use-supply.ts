import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import {
  type ChangeChannel,
  ChannelHealth,
  ModelProvider,
  type NewChannel,
  RelayChannel,
  RelayRoute,
} from '@vitrine/protocol'
import { api, nothing } from '../../shell/api.ts'
import { toast } from '../../shell/toast.ts'

export const providersQuery = queryOptions({
  queryKey: ['relay-providers'],
  queryFn: ({ signal }) => api.get('/api/relay/providers', ModelProvider.array(), signal),
  staleTime: Number.POSITIVE_INFINITY,
})

export const channelsQuery = queryOptions({
  queryKey: ['relay-supply', 'channels'],
  queryFn: ({ signal }) => api.get('/api/relay/channels', RelayChannel.array(), signal),
})

export const healthQuery = queryOptions({
  queryKey: ['relay-channel-health'],
  queryFn: ({ signal }) => api.get('/api/relay/channels/health', ChannelHealth.array(), signal),
  refetchInterval: 5_000,
})

export const routesQuery = queryOptions({
  queryKey: ['relay-supply', 'routes'],
  queryFn: ({ signal }) => api.get('/api/relay/routes', RelayRoute.array(), signal),
})

/** Where nobody has said otherwise: in order, with a second try. */
const usualRoute = { strategy: 'priority', attempts: 3 } as const

/** Offers a model through a channel: after those that have it already. */
async function offer(model: string, channelId: string, routes: readonly RelayRoute[]): Promise<void> {
  const found = routes.find((route) => route.model === model && route.organizationId === null)
  const targets = found?.targets ?? []
  const priority = Math.max(-1, ...targets.map((target) => target.priority)) + 1
  const change = { targets: [...targets, { channelId, model, priority, weight: 1 }] }
  if (!found) await api.post('/api/relay/routes', RelayRoute, { model, ...usualRoute, ...change })
  else {
    const { strategy, attempts } = found
    await api.patch(`/api/relay/routes/${found.id}`, RelayRoute, { strategy, attempts, ...change })
  }
}

type NewSupply = { readonly channel: NewChannel; readonly models: readonly string[] }

/** Sets a provider up: its credential is tried first, then it is switched on, then its models are offered. */
async function addProvider({ channel, models }: NewSupply): Promise<void> {
  const { id } = await api.post('/api/relay/channels', RelayChannel, channel)
  await api.patch(`/api/relay/channels/${id}`, RelayChannel, { state: 'on' })
  const routes = await api.get('/api/relay/routes', RelayRoute.array())
  for (const model of models) await offer(model, id, routes)
}

/** What the platform's admins do about channels and models. */
export function useSupplyChanges() {
  const queries = useQueryClient()
  const renewed = { onSettled: () => queries.invalidateQueries({ queryKey: ['relay-supply'] }) }
  const told = { ...renewed, onError: (error: Error) => toast.failed('That did not work', error) }
  const one = (id: string) => `/api/relay/channels/${id}`
  return {
    add: useMutation({ ...renewed, mutationFn: addProvider }),
    change: useMutation({
      ...told,
      mutationFn: ({ id, change }: { id: string; change: ChangeChannel }) => api.patch(one(id), RelayChannel, change),
    }),
    test: useMutation({
      ...told,
      mutationFn: (id: string) => api.post(`${one(id)}/test`, RelayChannel),
      onSuccess: ({ name }) => toast.said(`${name} accepted the credential.`),
    }),
    remove: useMutation({ ...told, mutationFn: (id: string) => api.delete(one(id), nothing) }),
    withdraw: useMutation({
      ...told,
      mutationFn: (id: string) => api.delete(`/api/relay/routes/${id}`, nothing),
    }),
  }
}
