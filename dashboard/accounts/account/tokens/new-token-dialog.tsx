import { Alert, Button, Checkbox, Modal, Select, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useQueryClient } from '@tanstack/react-query'
import { CreatedApiToken, type Scope } from '@vitrine/protocol'
import { useState } from 'react'
import { api } from '../../../shell/api.ts'
import { Failure } from '../../../shell/failure.tsx'
import { useMe } from '../../../shell/me.ts'
import { useFormCall } from '../../../shell/use-form-call.ts'
import { CopyCode } from '../../../ui/copy-code.tsx'
import classes from '../account-page.module.css'
import { scopes } from './scopes.ts'

type Values = { label: string; scopes: Scope[]; where: string; days: string }

const lifetimes = [
  { value: '7', label: 'A week' },
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: '365', label: 'A year' },
]

/** `organization:ID`, `project:ID`, or nothing: wherever the member may. */
const limitOf = (where: string) => {
  const [kind, id] = where.split(':')
  return kind === 'organization' ? { organizationId: id } : kind === 'project' ? { projectId: id } : {}
}

function TokenForm({ onMade }: { onMade: (token: string) => void }) {
  const { organizations, projects, platformAdmin } = useMe()
  const queries = useQueryClient()
  const form = useForm<Values>({
    initialValues: { label: '', scopes: ['read'], where: '', days: '30' },
    validate: {
      label: (label) => (label.trim() === '' ? 'Say what it is for.' : null),
      scopes: (chosen) => (chosen.length === 0 ? 'Choose what it may do.' : null),
    },
  })
  const { submit, pending, error } = useFormCall(form, {
    call: ({ label, scopes, where, days }) =>
      api.post('/api/account/tokens', CreatedApiToken, {
        label,
        scopes,
        expiresInDays: Number(days),
        ...limitOf(where),
      }),
    done: ({ token }) => {
      onMade(token)
      return queries.invalidateQueries({ queryKey: ['tokens'] })
    },
  })
  const places = [
    { value: '', label: 'Wherever I may' },
    ...organizations.map(({ id, name }) => ({ value: `organization:${id}`, label: `Only in ${name}` })),
    ...projects.map(({ id, name }) => ({ value: `project:${id}`, label: `Only in the project ${name}` })),
  ]
  return (
    <form onSubmit={submit} className={classes.dialog} noValidate>
      {error && <Failure error={error} />}
      <TextInput label="What it is for" data-autofocus {...form.getInputProps('label')} />
      <Checkbox.Group label="It may" {...form.getInputProps('scopes')}>
        {scopes
          .filter(({ platform }) => platformAdmin || !platform)
          .map(({ value, label, may }) => (
            <Checkbox key={value} value={value} label={label} description={may} mt={10} />
          ))}
      </Checkbox.Group>
      <Select label="Where" data={places} allowDeselect={false} {...form.getInputProps('where')} />
      <Select label="It works for" data={lifetimes} allowDeselect={false} {...form.getInputProps('days')} />
      <Button type="submit" loading={pending}>
        Make token
      </Button>
    </form>
  )
}

export function NewTokenDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const [token, setToken] = useState<string>()
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      onExitTransitionEnd={() => setToken(undefined)}
      title={token ? 'Your new token' : 'New API token'}
      // A stray click outside must not lose a token that can't be shown again.
      closeOnClickOutside={!token}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {token ? (
        <div className={classes.dialog}>
          <Alert title="Copy it now: it is shown only this once">Whoever has it acts as you, within its limits.</Alert>
          <CopyCode code={token} label="Copy token" />
          <Button variant="default" onClick={onClose}>
            Done
          </Button>
        </div>
      ) : (
        <TokenForm onMade={setToken} />
      )}
    </Modal>
  )
}
