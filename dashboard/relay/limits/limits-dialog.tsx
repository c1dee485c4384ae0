import { Button, Modal, Select, Switch } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { RelayLimitsOf, SetRelayLimits } from '@vitrine/protocol'
import { Failure } from '../../shell/failure.tsx'
import { useFormCall } from '../../shell/use-form-call.ts'
import { isAmount, type LimitValues, limitsOf, limitValuesOf } from '../keys/key-values.ts'
import { LimitFields } from '../keys/limit-fields.tsx'
import classes from './limits.module.css'
import { useSetLimits } from './use-limits.ts'

/** Whose limits can be set, besides the organization's. */
export type Choice = { readonly value: string; readonly label: string; readonly kind: 'project' | 'member' }
type Values = LimitValues & { readonly of: string; readonly ownKeys: boolean }
/** `'new'`: of whom is chosen in the dialog. */
export type Setting = RelayLimitsOf | 'new'

const valuesOf = (setting: Setting): Values => ({
  of: '',
  ownKeys: setting !== 'new' && setting.ownKeys,
  ...(setting === 'new'
    ? { requestsPerMinute: '', tokensPerMinute: '', concurrent: '', spendPerDay: '', spendPerMonth: '' }
    : limitValuesOf(setting.limits)),
})

type Props = { organizationId: string; setting: Setting; choices: readonly Choice[]; onDone: () => void }

function LimitsForm({ organizationId, setting, choices, onDone }: Props) {
  const set = useSetLimits(organizationId)
  const form = useForm<Values>({
    initialValues: valuesOf(setting),
    validate: {
      of: (of) => (setting === 'new' && of === '' ? 'Choose a project or a member.' : null),
      spendPerDay: isAmount,
      spendPerMonth: isAmount,
    },
  })
  const chosen = choices.find(({ value }) => value === form.values.of)
  const subject =
    setting === 'new'
      ? {
          projectId: chosen?.kind === 'project' ? chosen.value : null,
          memberId: chosen?.kind === 'member' ? chosen.value : null,
        }
      : { projectId: setting.projectId, memberId: setting.memberId }
  const { submit, pending, error } = useFormCall(form, {
    call: (values) => {
      const ownKeys = subject.projectId === null && values.ownKeys
      return set.mutateAsync({ ...subject, limits: limitsOf(values), ownKeys } satisfies SetRelayLimits)
    },
    done: onDone,
  })
  return (
    <form onSubmit={submit} className={classes.form} noValidate>
      {error && <Failure error={error} />}
      {setting === 'new' && (
        <Select
          label="Project or member"
          data={choices.map(({ value, label }) => ({ value, label }))}
          searchable
          data-autofocus
          openOnFocus={false}
          comboboxProps={{ withinPortal: false }}
          {...form.getInputProps('of')}
        />
      )}
      <LimitFields inputProps={(field) => form.getInputProps(field)} />
      {subject.projectId === null && (setting !== 'new' || chosen) && (
        <Switch
          label={subject.memberId ? 'May make keys of their own' : 'Every member may make keys of their own'}
          {...form.getInputProps('ownKeys', { type: 'checkbox' })}
        />
      )}
      <Button type="submit" loading={pending}>
        Save
      </Button>
    </form>
  )
}

/** Limits over all keys of an organization, a project or a member; they count from the next request on. */
export function LimitsDialog({ setting, onDone, ...rest }: Omit<Props, 'setting'> & { setting: Setting | undefined }) {
  return (
    <Modal opened={setting !== undefined} onClose={onDone} title="Limits" closeButtonProps={{ 'aria-label': 'Close' }}>
      {setting && <LimitsForm {...rest} setting={setting} onDone={onDone} />}
    </Modal>
  )
}
