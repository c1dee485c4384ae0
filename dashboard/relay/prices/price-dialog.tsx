import { Button, Modal, NumberInput, SegmentedControl, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useQuery } from '@tanstack/react-query'
import type { PriceEntry } from '@vitrine/protocol'
import { Failure } from '../../shell/failure.tsx'
import { toast } from '../../shell/toast.ts'
import { useFormCall } from '../../shell/use-form-call.ts'
import { emptyPrice, newPriceOf, type PriceKind, type PriceValues, priceProblems } from './price-values.ts'
import { marginWords, priceOf } from './price-words.ts'
import classes from './prices.module.css'
import { pastPricesQuery, useSetPrice } from './use-prices.ts'

/** A model of the price book; `*` for both is every model. */
export type Priced = { readonly provider: string; readonly model: string }

const kinds = [
  { value: 'margin', label: 'Margin' },
  { value: 'sell', label: 'Clients pay' },
  { value: 'buy', label: 'We pay' },
]
const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' })

function wordsOf({ side, source, margin, each }: PriceEntry): string {
  if (margin !== null) return `margin ${marginWords(margin)}`
  const amounts = `${priceOf(each, 'input') ?? '–'} in, ${priceOf(each, 'output') ?? '–'} out`
  return `${side === 'buy' ? 'we pay' : 'clients pay'} ${amounts}${source === 'list' ? ', as listed' : ''}`
}

function Past({ provider, model }: Priced) {
  const { data = [] } = useQuery(pastPricesQuery(provider, model))
  if (data.length === 0) return null
  return (
    <ul className={classes.past} aria-label="Until now">
      {data.slice(0, 20).map((entry) => (
        <li key={entry.id}>
          {Date.parse(entry.validFrom) === 0 ? 'Always' : day.format(new Date(entry.validFrom))}: {wordsOf(entry)}
        </li>
      ))}
    </ul>
  )
}

function PriceForm({ of, onDone }: { of: Priced; onDone: () => void }) {
  const set = useSetPrice()
  const form = useForm<PriceValues>({ initialValues: emptyPrice, validate: priceProblems })
  const { submit, pending, error } = useFormCall(form, {
    call: (values) => set.mutateAsync(newPriceOf(of, values)),
    done: () => {
      toast.said('The price is set.')
      onDone()
    },
  })
  const { kind } = form.values
  const million = { inputMode: 'decimal', description: 'A million tokens' } as const
  return (
    <form onSubmit={submit} className={classes.form} noValidate>
      {error && <Failure error={error} />}
      {of.model !== '*' && (
        <SegmentedControl
          aria-label="What is set"
          data={kinds}
          value={kind}
          onChange={(value) => form.setFieldValue('kind', value as PriceKind)}
        />
      )}
      {kind === 'margin' ? (
        <NumberInput
          label="Percent on top of what we pay"
          decimalScale={2}
          min={-100}
          max={10_000}
          {...form.getInputProps('margin')}
        />
      ) : (
        <div className={classes.pair}>
          <TextInput label="Input" {...million} {...form.getInputProps('input')} />
          <TextInput label="Cached input" {...million} {...form.getInputProps('cachedInput')} />
          <TextInput label="Output" {...million} {...form.getInputProps('output')} />
        </div>
      )}
      <TextInput
        type="datetime-local"
        label="From"
        description="Empty: from now on. What was asked before stays charged as it was."
        {...form.getInputProps('from')}
      />
      <Button type="submit" loading={pending}>
        Set
      </Button>
      <Past {...of} />
    </form>
  )
}

/** Sets what a model costs from a moment on, and shows what it did until then. */
export function PriceDialog({ of, onClose }: { of: Priced | undefined; onClose: () => void }) {
  return (
    <Modal
      opened={of !== undefined}
      onClose={onClose}
      title={of?.model === '*' ? 'Margin on all models' : `Price of ${of?.model ?? ''}`}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {of && <PriceForm of={of} onDone={onClose} />}
    </Modal>
  )
}
