import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { type NewPrice, OfferedPrice, PriceEntry } from '@vitrine/protocol'
import { api } from '../../shell/api.ts'

const path = '/api/relay/prices'

export const offeredPricesQuery = queryOptions({
  queryKey: ['price-book', 'offered'],
  queryFn: ({ signal }) => api.get(`${path}/offered`, OfferedPrice.array(), signal),
})

/** Every price of one model that was ever set or listed, newest first; `*` is all models. */
export const pastPricesQuery = (provider: string, model: string) =>
  queryOptions({
    queryKey: ['price-book', 'past', provider, model],
    queryFn: ({ signal }) => api.get(`${path}?${new URLSearchParams({ provider, model })}`, PriceEntry.array(), signal),
  })

export function useSetPrice() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (price: NewPrice) => api.post(path, PriceEntry, price),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['price-book'] }),
  })
}
