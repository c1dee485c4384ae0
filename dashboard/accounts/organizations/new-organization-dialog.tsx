import { Button, Modal, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useQueryClient } from '@tanstack/react-query'
import { codeOfName, Organization } from '@vitrine/protocol'
import { useState } from 'react'
import { api } from '../../shell/api.ts'
import { Failure } from '../../shell/failure.tsx'
import { useMe } from '../../shell/me.ts'
import { toast } from '../../shell/toast.ts'
import { useFormCall } from '../../shell/use-form-call.ts'
import { checkEmail, checkName } from '../fields.ts'
import { type Done, InviteResult } from '../members/invite-dialog.tsx'
import { checkCode } from './name-and-code-section.tsx'
import classes from './organizations.module.css'

type Created = { organization: Organization; link: string | null }
const created = {
  parse: (value: unknown): Created => {
    const { organization, link } = value as Created
    return { organization: Organization.parse(organization), link: typeof link === 'string' ? link : null }
  },
}

function NewOrganizationForm({ onMade }: { onMade: (done?: Done) => void }) {
  const { language } = useMe()
  const queries = useQueryClient()
  const form = useForm({
    initialValues: { name: '', code: '', email: '', displayName: '' },
    validate: { name: checkName, code: checkCode, email: checkEmail, displayName: checkName },
  })
  const { submit, pending, error } = useFormCall(form, {
    call: ({ name, code, email, displayName }) =>
      api.post('/api/organizations', created, { name, code, owner: { email, displayName, language } }),
    done: async ({ link }) => {
      await Promise.all([
        queries.invalidateQueries({ queryKey: ['organizations'] }),
        queries.invalidateQueries({ queryKey: ['me'] }),
      ])
      toast.said('The organization is made.')
      const { email } = form.values
      onMade({ email, invited: { userId: '', link, expiresAt: '' } })
    },
  })
  const name = form.getInputProps('name')
  return (
    <form onSubmit={submit} className={classes.form} noValidate>
      {error && <Failure error={error} />}
      <TextInput
        label="Name"
        data-autofocus
        {...name}
        onChange={(event) => {
          const untouched = form.values.code === codeOfName(form.values.name)
          name.onChange(event)
          if (untouched) form.setFieldValue('code', codeOfName(event.currentTarget.value))
        }}
      />
      <TextInput label="Code" description="Short; people type it when they register." {...form.getInputProps('code')} />
      <TextInput label="First owner: name" {...form.getInputProps('displayName')} />
      <TextInput label="First owner: e-mail" type="email" {...form.getInputProps('email')} />
      <Button type="submit" loading={pending}>
        Make it and invite the owner
      </Button>
    </form>
  )
}

export function NewOrganizationDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const [done, setDone] = useState<Done>()
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      onExitTransitionEnd={() => setDone(undefined)}
      title={done ? 'Invitation ready' : 'New organization'}
      closeOnClickOutside={!done}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {done ? <InviteResult {...done} onClose={onClose} /> : <NewOrganizationForm onMade={setDone} />}
    </Modal>
  )
}
