import { Button, PasswordInput } from '@mantine/core'
import { Failure } from '../../shell/failure.tsx'
import { Section } from '../../ui/section.tsx'
import { emptyKey, newKeyOf } from '../keys/key-values.ts'
import { useMakeKey } from '../keys/use-keys.ts'
import classes from './playground.module.css'

type Props = { organizationId: string; value: string; onChange: (key: string) => void }

/** The key that asks: pasted, or made for a day. It stays in this page's memory. */
export function KeySection({ organizationId, value, onChange }: Props) {
  const make = useMakeKey(organizationId)
  const makeForADay = () =>
    make.mutate(newKeyOf({ ...emptyKey, name: 'Playground', days: '1' }), {
      onSuccess: ({ secret }) => onChange(secret),
    })
  return (
    <Section title="Key" about="It is used from this page’s memory and forgotten when you leave.">
      {make.isError && <Failure error={make.error} />}
      <div className={classes.key}>
        <PasswordInput
          label="Relay key"
          placeholder="vk-…"
          // Not a password of this site: browsers are not to offer to keep it.
          autoComplete="off"
          data-1p-ignore
          data-lpignore="true"
          visibilityToggleButtonProps={{ 'aria-label': 'Show the key' }}
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
        <Button variant="default" loading={make.isPending} onClick={makeForADay}>
          Make one for a day
        </Button>
      </div>
    </Section>
  )
}
