import { NumberInput, TextInput } from '@mantine/core'
import classes from './keys.module.css'

type Field = 'requestsPerMinute' | 'tokensPerMinute' | 'concurrent' | 'spendPerDay' | 'spendPerMonth'
/** Of any form that holds limits. */
type Props = { inputProps: (field: Field) => object }

/** How far somebody or something may go; empty is as far as they like. */
export function LimitFields({ inputProps }: Props) {
  return (
    <fieldset className={classes.limits}>
      <legend>At most</legend>
      <NumberInput label="Requests a minute" min={1} allowDecimal={false} {...inputProps('requestsPerMinute')} />
      <NumberInput label="Tokens a minute" min={1} allowDecimal={false} {...inputProps('tokensPerMinute')} />
      <NumberInput label="Requests at once" min={1} allowDecimal={false} {...inputProps('concurrent')} />
      <TextInput label="Dollars a day" inputMode="decimal" {...inputProps('spendPerDay')} />
      <TextInput label="Dollars a month" inputMode="decimal" {...inputProps('spendPerMonth')} />
    </fieldset>
  )
}
