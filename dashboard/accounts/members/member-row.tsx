import { Badge, Select } from '@mantine/core'
import { useMe } from '../../shell/me.ts'
import { toast } from '../../shell/toast.ts'
import { Person } from '../../ui/person.tsx'
import { Row } from '../../ui/rows.tsx'
import { TimeAgo } from '../../ui/time-ago.tsx'
import { MemberMenu } from './member-menu.tsx'
import classes from './members.module.css'
import type { RoleChoice } from './roles.ts'
import { type MembersOf, useMemberChanges } from './use-members.ts'

export type Listed = {
  readonly userId: string
  readonly email: string
  readonly displayName: string
  readonly role: string
  readonly invitation: 'shown' | 'waiting' | 'sent' | 'refused' | null
  readonly since: string
}

type Props = {
  of: MembersOf
  member: Listed
  roles: readonly RoleChoice[]
  mayChange: boolean
  /** Where the role comes from, when that is not here. */
  note?: string | undefined
}

const invitations = {
  shown: { label: 'Invited', color: 'amber' },
  waiting: { label: 'E-mail on its way', color: 'amber' },
  sent: { label: 'Invited by e-mail', color: 'amber' },
  refused: { label: 'E-mail refused', color: 'red' },
} as const

export function MemberRow({ of, member, roles, mayChange, note }: Props) {
  const me = useMe()
  const { changeRole } = useMemberChanges(of)
  const { userId, displayName, email, role, invitation, since } = member
  const change = (next: string | null) =>
    next &&
    changeRole.mutate({ userId, role: next }, { onError: (error) => toast.failed('Could not change the role', error) })
  return (
    <Row>
      <Person name={displayName} size={36} beside />
      <div className={classes.who}>
        <strong>
          {displayName}
          {userId === me.userId && <span className={classes.you}>you</span>}
        </strong>
        <small>{email}</small>
      </div>
      <small className={classes.since}>
        {invitation ? (
          <Badge color={invitations[invitation].color} variant="light">
            {invitations[invitation].label}
          </Badge>
        ) : (
          <>
            Joined <TimeAgo at={since} />
          </>
        )}
      </small>
      {mayChange ? (
        <Select
          className={classes.role}
          aria-label={`Role of ${displayName}`}
          data={roles.map(({ value, label }) => ({ value, label }))}
          value={changeRole.isPending ? changeRole.variables.role : role}
          onChange={change}
          allowDeselect={false}
          withCheckIcon={false}
        />
      ) : (
        <span className={classes.role}>
          {roles.find(({ value }) => value === role)?.label ?? role}
          {note && <small>{note}</small>}
        </span>
      )}
      <MemberMenu of={of} member={member} changeable={mayChange} />
    </Row>
  )
}
