import { Button, Skeleton, VisuallyHidden } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ModelPrice, OfferedPrice } from '@vitrine/protocol'
import { useState } from 'react'
import { Failure } from '../../shell/failure.tsx'
import { Page } from '../../ui/page.tsx'
import { ScrollRegion } from '../../ui/scroll-region.tsx'
import { Section } from '../../ui/section.tsx'
import { PriceDialog, type Priced } from './price-dialog.tsx'
import { marginWords, priceOf, sinceWords } from './price-words.ts'
import classes from './prices.module.css'
import { offeredPricesQuery } from './use-prices.ts'

const all: Priced = { provider: '*', model: '*' }

const inAndOut = (price: ModelPrice | null): string =>
  price ? `${priceOf(price.each, 'input') ?? '–'} → ${priceOf(price.each, 'output') ?? '–'}` : '–'

function Line({ of, onSet }: { of: OfferedPrice; onSet: (of: Priced) => void }) {
  const { model, provider, buy, sell, margin } = of
  return (
    <tr>
      <th scope="row">
        {model}
        <small>{provider}</small>
      </th>
      <td>{inAndOut(buy)}</td>
      <td>
        {sell ? inAndOut(sell) : 'none: it can’t be asked'}
        <small>{margin === null ? 'own price' : margin === 0 ? 'no margin' : marginWords(margin)}</small>
      </td>
      <td>{sell ? sinceWords(sell) : '–'}</td>
      <td>
        <Button
          variant="default"
          size="compact-sm"
          onClick={() => onSet({ provider, model })}
          aria-label={`Set price of ${model}`}
        >
          Set
        </Button>
      </td>
    </tr>
  )
}

/** What models cost the operator and their clients, and how that changes. */
export function PriceBookPage() {
  const prices = useQuery(offeredPricesQuery)
  const [setting, set] = useState<Priced>()
  return (
    <Page
      title="Prices"
      about="What we pay for each model and what our clients pay, kept current from a public list. What you set comes before the list."
      actions={
        <Button variant="default" onClick={() => set(all)}>
          Margin on all
        </Button>
      }
    >
      <Section
        title="A million tokens in → out"
        about="A price holds from its moment on. A request is charged what held when it began, and never anew."
      >
        {prices.isError && <Failure error={prices.error} retry={() => void prices.refetch()} />}
        {prices.isPending && <Skeleton height={160} />}
        {prices.data?.length === 0 && <p className={classes.hint}>No model is on offer yet.</p>}
        {prices.data && prices.data.length > 0 && (
          <ScrollRegion className={classes.table} label="Prices">
            <table>
              <thead>
                <tr>
                  <th scope="col">Model</th>
                  <th scope="col">We pay</th>
                  <th scope="col">Clients pay</th>
                  <th scope="col">Since</th>
                  <th scope="col">
                    <VisuallyHidden>Change</VisuallyHidden>
                  </th>
                </tr>
              </thead>
              <tbody>
                {prices.data.map((one) => (
                  <Line key={one.model} of={one} onSet={set} />
                ))}
              </tbody>
            </table>
          </ScrollRegion>
        )}
      </Section>
      <PriceDialog of={setting} onClose={() => set(undefined)} />
    </Page>
  )
}
