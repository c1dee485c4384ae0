import { Button, Select, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { type Organization, OrganizationCode } from '@vitrine/protocol'
import { Failure } from '../../shell/failure.tsx'
import { toast } from '../../shell/toast.ts'
import { useFormCall } from '../../shell/use-form-call.ts'
import { Section } from '../../ui/section.tsx'
import { checkName } from '../fields.ts'
import { useChangeOrganization } from './organization-query.ts'
import classes from './organizations.module.css'

const nobody = 'nobody'
const joining = [
  { value: nobody, label: 'Nobody: the code is only a name' },
  { value: 'viewer', label: 'Anybody who knows it, as viewer' },
  { value: 'developer', label: 'Anybody who knows it, as developer' },
]

export const checkCode = (code: string) =>
  OrganizationCode.safeParse(code).success ? null : 'Use 3 to 30 small letters, digits and single hyphens.'

type Props = { organization: Organization; mayChange: boolean }

export function NameAndCodeSection({ organization, mayChange }: Props) {
  const { name, code, joinsAs } = organization
  const change = useChangeOrganization(organization.id)
  const form = useForm({
    initialValues: { name, code, joinsAs: joinsAs ?? nobody },
    validate: { name: checkName, code: checkCode },
  })
  const { submit, pending, error } = useFormCall(form, {
    call: ({ joinsAs, ...rest }) =>
      change.mutateAsync({ ...rest, joinsAs: joinsAs === 'viewer' || joinsAs === 'developer' ? joinsAs : null }),
    done: () => {
      form.resetDirty()
      toast.said('Saved.')
    },
  })
  return (
    <Section title="Name and code" about="The code is what people type to say which organization they mean.">
      <form onSubmit={submit} noValidate>
        <fieldset disabled={!mayChange} className={classes.form}>
          {error && <Failure error={error} />}
          <TextInput label="Name" maxLength={100} {...form.getInputProps('name')} />
          <TextInput
            label="Code"
            description="No two codes may look alike, so “acme” and “acrne” can’t both exist."
            maxLength={30}
            {...form.getInputProps('code')}
          />
          <Select
            label="Who may register with the code"
            description="Applies where those who run the installation let people register by code."
            data={joining}
            allowDeselect={false}
            disabled={!mayChange}
            {...form.getInputProps('joinsAs')}
          />
          {mayChange && (
            <Button type="submit" loading={pending} disabled={!form.isDirty()} className={classes.submit}>
              Save
            </Button>
          )}
        </fieldset>
      </form>
    </Section>
  )
}
