import { Button, PasswordInput, SegmentedControl, useMantineColorScheme } from '@mantine/core'
import { useForm } from '@mantine/form'
import { DeleteAccount } from '../../privacy/account/delete-account.tsx'
import { ExportList } from '../../privacy/exports/export-list.tsx'
import { api, nothing } from '../../shell/api.ts'
import { Failure } from '../../shell/failure.tsx'
import { useMe } from '../../shell/me.ts'
import { toast } from '../../shell/toast.ts'
import { useFormCall } from '../../shell/use-form-call.ts'
import { useSignOut } from '../../shell/use-sign-out.ts'
import { Page } from '../../ui/page.tsx'
import { Person } from '../../ui/person.tsx'
import { Section } from '../../ui/section.tsx'
import { checkFilled, checkPassword } from '../fields.ts'
import classes from './account-page.module.css'
import { EmailSection } from './email-section.tsx'
import { ProfileSection } from './profile-section.tsx'
import { SecondStepSection } from './second-step/second-step-section.tsx'
import { SessionsSection } from './sessions-section.tsx'
import { TokensSection } from './tokens/tokens-section.tsx'

function PasswordForm({ email }: { email: string }) {
  const form = useForm({
    initialValues: { current: '', next: '' },
    validate: { current: checkFilled, next: checkPassword },
  })
  const { submit, pending, error } = useFormCall(form, {
    call: (values) => api.post('/api/password', nothing, values),
    done: () => {
      form.reset()
      toast.said('Your password is changed.')
    },
  })
  return (
    <form onSubmit={submit} className={classes.form} noValidate>
      {error && <Failure error={error} />}
      <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      <PasswordInput label="Current password" autoComplete="current-password" {...form.getInputProps('current')} />
      <PasswordInput
        label="New password"
        description="At least 12 characters."
        autoComplete="new-password"
        {...form.getInputProps('next')}
      />
      <Button type="submit" loading={pending} className={classes.submit}>
        Change password
      </Button>
    </form>
  )
}

export function AccountPage() {
  const { userId, displayName, email } = useMe()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const signOut = useSignOut()
  return (
    <Page title="Account">
      <Section title="You">
        <div className={classes.you}>
          <Person name={displayName} size={44} beside />
          <div className={classes.name}>
            <strong>{displayName}</strong>
            <span>{email}</span>
          </div>
          <Button variant="default" onClick={() => void signOut()}>
            Sign out
          </Button>
        </div>
      </Section>
      <ProfileSection />
      <EmailSection />
      <Section title="Colours" about="For this browser.">
        <SegmentedControl
          aria-label="Colours"
          value={colorScheme}
          onChange={(value) => setColorScheme(value === 'light' || value === 'dark' ? value : 'auto')}
          data={[
            { value: 'light', label: 'Light' },
            { value: 'dark', label: 'Dark' },
            { value: 'auto', label: 'As the system' },
          ]}
        />
      </Section>
      <Section title="Password">
        <PasswordForm email={email} />
      </Section>
      <SecondStepSection />
      <SessionsSection />
      <TokensSection />
      <Section
        title="Your data"
        about="Everything held about you here, as a file that you can read. What you did for a project belongs to the project."
      >
        <ExportList
          among
          address="/api/account/exports"
          subject={{ kind: 'member', id: userId }}
          action="Make a copy of my data"
          empty="A copy takes some seconds, and is deleted by itself after a week."
        />
      </Section>
      <DeleteAccount />
      <p className={classes.about}>
        <a href="/licences.txt">Licences</a> of the software that this page is made with.
      </p>
    </Page>
  )
}
