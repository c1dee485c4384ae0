import { Button, Select, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useQueryClient } from '@tanstack/react-query'
import { api, nothing } from '../../shell/api.ts'
import { Failure } from '../../shell/failure.tsx'
import { useMe } from '../../shell/me.ts'
import { toast } from '../../shell/toast.ts'
import { useFormCall } from '../../shell/use-form-call.ts'
import { Section } from '../../ui/section.tsx'
import { languages } from '../entrance/languages.ts'
import { checkName } from '../fields.ts'
import classes from './account-page.module.css'

/** What colleagues see, and the language in which we write. */
export function ProfileSection() {
  const { displayName, language } = useMe()
  const queries = useQueryClient()
  const form = useForm({ initialValues: { displayName, language }, validate: { displayName: checkName } })
  const { submit, pending, error } = useFormCall(form, {
    call: (values) => api.post('/api/account/profile', nothing, values),
    done: () => {
      form.resetDirty()
      toast.said('Saved.')
      return queries.invalidateQueries({ queryKey: ['me'] })
    },
  })
  return (
    <Section title="Name and language">
      <form onSubmit={submit} className={classes.form} noValidate>
        {error && <Failure error={error} />}
        <TextInput label="Your name" autoComplete="name" {...form.getInputProps('displayName')} />
        <Select
          label="Language of our e-mails"
          data={languages}
          allowDeselect={false}
          {...form.getInputProps('language')}
        />
        <Button type="submit" loading={pending} disabled={!form.isDirty()} className={classes.submit}>
          Save
        </Button>
      </form>
    </Section>
  )
}
