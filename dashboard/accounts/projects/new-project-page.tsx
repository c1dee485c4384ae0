import { Button, Select, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Project } from '@vitrine/protocol'
import { api } from '../../shell/api.ts'
import { Failure } from '../../shell/failure.tsx'
import { mayAdminister, meQuery, useMe } from '../../shell/me.ts'
import { useFormCall } from '../../shell/use-form-call.ts'
import { Page } from '../../ui/page.tsx'
import { Section } from '../../ui/section.tsx'
import { checkOrigin } from '../origin.ts'
import classes from './projects.module.css'

const regions = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })

/** `eu` → "European Union (eu)"; operators may call a region anything, and then it stands as it is. */
const regionName = (region: string): string => {
  const name = /^[a-z]{2}$/.test(region) && regions.of(region.toUpperCase())
  return name ? `${name} (${region})` : region
}

export function NewProjectPage() {
  const me = useMe()
  const mine = me.organizations.filter((organization) => mayAdminister(me, organization))
  const queries = useQueryClient()
  const navigate = useNavigate()
  const form = useForm({
    initialValues: { organizationId: mine[0]?.id ?? '', name: '', origin: '', region: me.regions[0] ?? '' },
    validate: {
      name: (value) => (value.trim() === '' ? 'Give the project a name.' : null),
      origin: (value) => (value === '' ? null : checkOrigin(value)),
    },
  })
  const { submit, pending, error } = useFormCall(form, {
    call: ({ organizationId, name, origin, region }) =>
      api.post(`/api/organizations/${organizationId}/projects`, Project, {
        name,
        origins: origin ? [origin] : [],
        ...(region && { region }),
      }),
    done: async ({ id }) => {
      await queries.fetchQuery({ ...meQuery, staleTime: 0 })
      await navigate({ to: '/projects/$projectId/set-up', params: { projectId: id } })
    },
  })
  return (
    <Page
      title="New project"
      about="A project is one site or app: it has its own reports, members and privacy settings."
    >
      <Section title="The site">
        <form onSubmit={submit} className={classes.form} noValidate>
          {error && <Failure error={error} />}
          {mine.length > 1 && (
            <Select
              label="Organization"
              data={mine.map(({ id, name }) => ({ value: id, label: name }))}
              allowDeselect={false}
              {...form.getInputProps('organizationId')}
            />
          )}
          <TextInput label="Name" placeholder="Web shop" {...form.getInputProps('name')} />
          <TextInput
            label="Address of the site"
            description="Optional now. Reports are accepted from listed addresses only."
            placeholder="https://shop.example"
            inputMode="url"
            {...form.getInputProps('origin')}
          />
          {me.regions.length > 1 && (
            <Select
              label="Where its data is kept"
              description="Everything visitors leave behind stays in this region. It can’t be changed later."
              data={me.regions.map((region) => ({ value: region, label: regionName(region) }))}
              allowDeselect={false}
              {...form.getInputProps('region')}
            />
          )}
          <Button type="submit" loading={pending} className={classes.submit}>
            Create project
          </Button>
        </form>
      </Section>
    </Page>
  )
}
