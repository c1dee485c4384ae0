import { Button, PasswordInput, Select, Switch, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { SignOn } from '@vitrine/protocol'
import { Failure } from '../../shell/failure.tsx'
import { toast } from '../../shell/toast.ts'
import { useFormCall } from '../../shell/use-form-call.ts'
import { CopyCode } from '../../ui/copy-code.tsx'
import { Section } from '../../ui/section.tsx'
import classes from './sign-on.module.css'
import { useSignOnChanges } from './use-sign-on.ts'

const roles = [
  { value: 'viewer', label: 'Viewer: sees reports' },
  { value: 'developer', label: 'Developer: handles reports' },
]
const filled = (value: string) => (value.trim() === '' ? 'This is needed.' : null)

/** The organization's identity provider (OpenID Connect). */
export function ProviderSection({ organizationId, settings }: { organizationId: string; settings: SignOn }) {
  const { provider, redirectUri } = settings
  const { save, remove } = useSignOnChanges(organizationId)
  const form = useForm({
    initialValues: {
      issuer: provider?.issuer ?? '',
      clientId: provider?.clientId ?? '',
      clientSecret: '',
      defaultRole: provider?.defaultRole ?? 'viewer',
      onlySignOn: provider?.onlySignOn ?? false,
    },
    validate: { issuer: filled, clientId: filled, clientSecret: (value) => (provider ? null : filled(value)) },
  })
  const { submit, pending, error } = useFormCall(form, {
    call: ({ clientSecret, ...rest }) => save.mutateAsync({ ...rest, ...(clientSecret !== '' && { clientSecret }) }),
    done: () => {
      form.setFieldValue('clientSecret', '')
      toast.said('Your identity provider answered. Members can sign on.')
    },
  })
  return (
    <Section
      title="Your organization’s sign-on"
      about="Members sign on where they do for everything else, by OpenID Connect. Your IT department knows what to enter."
    >
      <form onSubmit={submit} className={classes.form} noValidate>
        {error && <Failure error={error} />}
        <span>Enter this address at your identity provider, as where it leads back to:</span>
        <CopyCode code={redirectUri} label="Copy address" />
        <TextInput
          label="Address of the provider"
          description="It calls this its issuer."
          placeholder="https://login.example.com"
          {...form.getInputProps('issuer')}
        />
        <TextInput label="Client ID" autoComplete="off" {...form.getInputProps('clientId')} />
        <PasswordInput
          label="Client secret"
          description={provider ? 'Leave empty to keep the one there is.' : undefined}
          autoComplete="off"
          {...form.getInputProps('clientSecret')}
        />
        <Select
          label="Role of those who come in for the first time"
          data={roles}
          allowDeselect={false}
          {...form.getInputProps('defaultRole')}
        />
        <Switch
          label="Passwords are no longer accepted"
          description="For addresses of your domains. Owners keep theirs, for the day your provider is down."
          {...form.getInputProps('onlySignOn', { type: 'checkbox' })}
        />
        <div className={classes.actions}>
          <Button type="submit" loading={pending}>
            {provider ? 'Save' : 'Check and switch on'}
          </Button>
          {provider && (
            <Button variant="default" color="red" loading={remove.isPending} onClick={() => remove.mutate()}>
              Remove
            </Button>
          )}
        </div>
      </form>
    </Section>
  )
}
