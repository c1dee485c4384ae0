import { Button, Select } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Invited, RegistrationRequest } from '@vitrine/protocol'
import { useState } from 'react'
import { api, nothing } from '../../shell/api.ts'
import { toast } from '../../shell/toast.ts'
import { Row, Rows } from '../../ui/rows.tsx'
import { Section } from '../../ui/section.tsx'
import { organizationRoles } from '../members/roles.ts'
import classes from './organizations.module.css'

const path = (organizationId: string) => `/api/organizations/${organizationId}/registration-requests`
const choices = organizationRoles.filter(({ value }) => value !== 'owner').map(({ value, label }) => ({ value, label }))

function Waiting({ organizationId, request }: { organizationId: string; request: RegistrationRequest }) {
  const queries = useQueryClient()
  const [role, setRole] = useState('viewer')
  const answer = useMutation({
    mutationFn: async (letIn: boolean) => {
      const url = `${path(organizationId)}/${request.id}`
      if (letIn) await api.post(url, Invited, { role })
      else await api.delete(url, nothing)
    },
    onSuccess: (_, letIn) => toast.said(letIn ? 'An invitation is on its way.' : 'Declined.'),
    onError: (error) => toast.failed('That did not work', error),
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: ['requests', organizationId] }),
        queries.invalidateQueries({ queryKey: ['members', 'organization', organizationId] }),
      ]),
  })
  return (
    <Row>
      <span className={classes.who}>
        <strong>{request.displayName}</strong>
        <small>{request.email}</small>
      </span>
      <Select
        aria-label={`Role for ${request.displayName}`}
        data={choices}
        value={role}
        allowDeselect={false}
        onChange={(value) => value && setRole(value)}
      />
      <Button loading={answer.isPending} onClick={() => answer.mutate(true)}>
        Let in
      </Button>
      <Button variant="default" loading={answer.isPending} onClick={() => answer.mutate(false)}>
        Decline
      </Button>
    </Row>
  )
}

/** Who has registered and waits for an answer; nothing while nobody does. */
export function WaitingSection({ organizationId }: { organizationId: string }) {
  const { data = [] } = useQuery({
    queryKey: ['requests', organizationId],
    queryFn: ({ signal }) => api.get(path(organizationId), RegistrationRequest.array(), signal),
  })
  if (data.length === 0) return null
  return (
    <Section title="Waiting to be let in" about="They have confirmed their address.">
      <Rows>
        {data.map((request) => (
          <Waiting key={request.id} organizationId={organizationId} request={request} />
        ))}
      </Rows>
    </Section>
  )
}
