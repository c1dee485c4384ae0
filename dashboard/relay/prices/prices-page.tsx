import { Skeleton, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { PricedModel } from '@vitrine/protocol'
import { useState } from 'react'
import { api } from '../../shell/api.ts'
import { Failure } from '../../shell/failure.tsx'
import { ScrollRegion } from '../../ui/scroll-region.tsx'
import { Section } from '../../ui/section.tsx'
import { RelayPage } from '../relay-page.tsx'
import { moreOf, priceOf, sinceWords } from './price-words.ts'
import classes from './prices.module.css'

const route = getRouteApi('/member/organizations/$organizationId/relay/prices')

function Line({ model, price }: PricedModel) {
  if (!price)
    return (
      <tr>
        <th scope="row">{model}</th>
        <td colSpan={4}>Has no price, so it can’t be asked.</td>
      </tr>
    )
  return (
    <tr>
      <th scope="row">
        {model}
        {moreOf(price).map((more) => (
          <small key={more}>{more}</small>
        ))}
      </th>
      <td>{priceOf(price.each, 'input') ?? '–'}</td>
      <td>{priceOf(price.each, 'cachedInput') ?? '–'}</td>
      <td>{priceOf(price.each, 'output') ?? '–'}</td>
      <td>{sinceWords(price)}</td>
    </tr>
  )
}

/** What an organization pays for each model that it may ask. */
export function PricesPage() {
  const { organizationId } = route.useParams()
  const [looked, look] = useState('')
  const prices = useQuery({
    queryKey: ['relay-model-prices', organizationId],
    queryFn: ({ signal }) => api.get(`/api/organizations/${organizationId}/relay/prices`, PricedModel.array(), signal),
  })
  const shown = prices.data?.filter(({ model }) => model.toLowerCase().includes(looked.trim().toLowerCase())) ?? []
  return (
    <RelayPage
      organizationId={organizationId}
      title="Prices"
      about="What each model costs. A price holds from its day on: requests before it stay charged as they were."
    >
      <Section title="For a million tokens, in US dollars">
        <TextInput
          className={classes.find}
          label="Model"
          type="search"
          value={looked}
          onChange={(event) => look(event.currentTarget.value)}
        />
        {prices.isError && <Failure error={prices.error} retry={() => void prices.refetch()} />}
        {prices.isPending && <Skeleton height={160} />}
        {prices.data && shown.length === 0 && <p className={classes.hint}>No model of that name is on offer.</p>}
        {shown.length > 0 && (
          <ScrollRegion className={classes.table} label="Prices">
            <table>
              <thead>
                <tr>
                  <th scope="col">Model</th>
                  <th scope="col">Input</th>
                  <th scope="col">Cached</th>
                  <th scope="col">Output</th>
                  <th scope="col">Since</th>
                </tr>
              </thead>
              <tbody>
                {shown.map((one) => (
                  <Line key={one.model} {...one} />
                ))}
              </tbody>
            </table>
          </ScrollRegion>
        )}
      </Section>
    </RelayPage>
  )
}
