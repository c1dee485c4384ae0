import { Button, Select } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { MadeCode, RegistrationCode } from '@vitrine/protocol'
import { useState } from 'react'
import { api, nothing } from '../../shell/api.ts'
import { toast } from '../../shell/toast.ts'
import { CopyCode } from '../../ui/copy-code.tsx'
import { Row, Rows } from '../../ui/rows.tsx'
import { Section } from '../../ui/section.tsx'
import { mediumDate } from '../../ui/time.ts'
import { organizationRoles } from '../members/roles.ts'
import classes from './organizations.module.css'

const path = (organizationId: string) => `/api/organizations/${organizationId}/registration-codes`
const choices = organizationRoles
  .filter(({ value }) => value !== 'owner' && value !== 'admin')
  .map(({ value, label }) => ({ value, label }))
const labelOf = (role: string) => organizationRoles.find(({ value }) => value === role)?.label ?? role

/** Codes with which people register for this organization. */
export function CodesSection({ organizationId }: { organizationId: string }) {
  const queries = useQueryClient()
  const key = ['codes', organizationId]
  const [role, setRole] = useState('viewer')
  const [made, setMade] = useState<string>()
  const again = () => queries.invalidateQueries({ queryKey: key })
  const { data = [] } = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => api.get(path(organizationId), RegistrationCode.array(), signal),
  })
  const make = useMutation({
    mutationFn: () => api.post(path(organizationId), MadeCode, { role, days: 7 }),
    onSuccess: ({ code }) => {
      setMade(code)
      return again()
    },
    onError: (error) => toast.failed('Could not make a code', error),
  })
  const withdraw = useMutation({
    mutationFn: (id: string) => api.delete(`${path(organizationId)}/${id}`, nothing),
    onSuccess: again,
    onError: (error) => toast.failed('Could not withdraw the code', error),
  })
  return (
    <Section
      title="Codes for registering"
      about="Whoever has one can register for this organization for seven days, where registering by code is allowed."
    >
      <div className={classes.form}>
        <div className={classes.asked}>
          <Select
            aria-label="Role that the code gives"
            data={choices}
            value={role}
            allowDeselect={false}
            onChange={(value) => value && setRole(value)}
          />
          <Button variant="default" loading={make.isPending} onClick={() => make.mutate()}>
            Make a code
          </Button>
        </div>
        {made && (
          <output className={classes.made}>
            <p>Copy it now: it is shown only this once.</p>
            <CopyCode code={made} label="Copy code" />
          </output>
        )}
        {data.length > 0 && (
          <Rows>
            {data.map(({ id, role, expiresAt }) => (
              <Row key={id}>
                <span className={classes.who}>{labelOf(role)}</span>
                <small className={classes.count}>until {mediumDate(expiresAt)}</small>
                <Button size="compact-sm" variant="default" onClick={() => withdraw.mutate(id)}>
                  Withdraw
                </Button>
              </Row>
            ))}
          </Rows>
        )}
      </div>
    </Section>
  )
}
