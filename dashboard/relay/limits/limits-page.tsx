import { Button, Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { RelayLimits, type RelayLimitsOf, type RelayUse } from '@vitrine/protocol'
import { useState } from 'react'
import { Failure } from '../../shell/failure.tsx'
import { mayAdminister, useMe } from '../../shell/me.ts'
import { Section } from '../../ui/section.tsx'
import { RelayPage } from '../relay-page.tsx'
import { GaugeList } from './gauge-list.tsx'
import classes from './limits.module.css'
import { type Choice, LimitsDialog, type Setting } from './limits-dialog.tsx'
import { inUseQuery, limitsQuery, peopleQuery } from './use-limits.ts'

const route = getRouteApi('/member/organizations/$organizationId/relay/limits')
const unlimited: RelayLimitsOf = { projectId: null, memberId: null, limits: RelayLimits.parse({}), ownKeys: false }

type LineProps = { name: string; of: RelayLimitsOf; use: RelayUse | undefined; onSet: (() => void) | undefined }

function Line({ name, of, use, onSet }: LineProps) {
  return (
    <>
      <div className={classes.head}>
        <div>
          <strong>{name}</strong>
          {of.ownKeys && (
            <small>{of.memberId ? 'May make keys of their own' : 'Members may make keys of their own'}</small>
          )}
        </div>
        {onSet && (
          <Button variant="default" size="compact-sm" onClick={onSet} aria-label={`Set limits of ${name}`}>
            Set
          </Button>
        )}
      </div>
      <GaugeList limits={of.limits} use={use} />
    </>
  )
}

/** How far an organization, its projects and its members may go, and how far they are now. */
export function LimitsPage() {
  const { organizationId } = route.useParams()
  const me = useMe()
  const organization = me.organizations.find(({ id }) => id === organizationId)
  const maySet = organization !== undefined && mayAdminister(me, organization)
  const limits = useQuery(limitsQuery(organizationId))
  const { data: use = [] } = useQuery(inUseQuery(organizationId))
  const { data: people = [] } = useQuery({ ...peopleQuery(organizationId), enabled: maySet })
  const [setting, set] = useState<Setting>()
  const all: readonly Choice[] = [
    ...me.projects
      .filter((project) => project.organizationId === organizationId)
      .map(({ id, name }) => ({ value: id, label: name, kind: 'project' as const })),
    ...people.map(({ userId, displayName, email }) => ({
      value: userId,
      label: displayName || email,
      kind: 'member' as const,
    })),
  ]
  const idOf = ({ projectId, memberId }: RelayLimitsOf) => projectId ?? memberId ?? organizationId
  const nameOf = (of: RelayLimitsOf) =>
    all.find(({ value }) => value === idOf(of))?.label ?? (of.projectId ? 'A project' : 'A member')
  const usedBy = (of: RelayLimitsOf) => use.find(({ by, id }) => by !== 'key' && id === idOf(of))
  const whole = limits.data?.find(({ projectId, memberId }) => !projectId && !memberId) ?? unlimited
  const parts = limits.data?.filter(({ projectId, memberId }) => projectId ?? memberId) ?? []
  const onSet = (of: RelayLimitsOf) => (maySet ? () => set(of) : undefined)
  return (
    <RelayPage
      organizationId={organizationId}
      title="Limits"
      about="How far all keys together may go, and how far they are. Days and months are those of UTC."
      actions={
        maySet && (
          <Button variant="default" onClick={() => set('new')}>
            Limit a project or member
          </Button>
        )
      }
    >
      {limits.isError && <Failure error={limits.error} retry={() => void limits.refetch()} />}
      {limits.isPending && <Skeleton height={160} radius="lg" />}
      {limits.data && (
        <Section title="The whole organization">
          <Line name={organization?.name ?? ''} of={whole} use={usedBy(whole)} onSet={onSet(whole)} />
        </Section>
      )}
      {parts.length > 0 && (
        <Section title="Projects and members">
          <ul className={classes.plain}>
            {parts.map((of) => (
              <li key={idOf(of)}>
                <Line name={nameOf(of)} of={of} use={usedBy(of)} onSet={onSet(of)} />
              </li>
            ))}
          </ul>
        </Section>
      )}
      <LimitsDialog organizationId={organizationId} setting={setting} choices={all} onDone={() => set(undefined)} />
    </RelayPage>
  )
}
