import { Alert, Select } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Registration } from '@vitrine/protocol'
import { api, nothing } from '../../shell/api.ts'
import { toast } from '../../shell/toast.ts'
import { Section } from '../../ui/section.tsx'
import { entranceQuery } from '../entrance/entrance-query.ts'
import classes from './organizations.module.css'

const modes: { value: Registration; label: string }[] = [
  { value: 'closed', label: 'Nobody: people are invited' },
  { value: 'code', label: 'Those who have a code' },
  { value: 'approval', label: 'Anybody, once an admin agrees' },
  { value: 'open', label: 'Anybody, with an organization of their own' },
]

/** Who may make an account by themselves, in the whole installation. */
export function RegistrationSection() {
  const queries = useQueryClient()
  const { data } = useQuery(entranceQuery)
  const change = useMutation({
    mutationFn: (registration: Registration) => api.patch('/api/entrance', nothing, { registration }),
    onSuccess: () => toast.said('Saved.'),
    onError: (error) => toast.failed('Could not save', error),
    onSettled: () => queries.invalidateQueries(entranceQuery),
  })
  if (!data) return null
  return (
    <Section title="Who may register" about="Every address is confirmed by an e-mail first.">
      {data.mail ? (
        <div className={classes.form}>
          <Select
            aria-label="Who may register"
            data={modes}
            value={data.registration}
            allowDeselect={false}
            disabled={change.isPending}
            onChange={(value) => value && change.mutate(Registration.parse(value))}
          />
        </div>
      ) : (
        <Alert>Nobody, because no mail server is set up here. People are invited by links.</Alert>
      )}
    </Section>
  )
}
