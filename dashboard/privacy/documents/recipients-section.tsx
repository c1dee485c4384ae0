import { Badge, Button } from '@mantine/core'
import type { RecipientNotice } from '@vitrine/protocol'
import { Failure } from '../../shell/failure.tsx'
import { Row, Rows } from '../../ui/rows.tsx'
import { Section } from '../../ui/section.tsx'
import { TimeAgo } from '../../ui/time-ago.tsx'
import classes from './documents.module.css'
import { useAnnounce, useRecipients } from './use-documents.ts'

const states = {
  'in use': { label: 'In use', color: 'green' },
  announced: { label: 'Announced', color: 'amber' },
  unused: { label: 'Not used', color: 'gray' },
} as const

function RecipientRow({ recipient }: { recipient: RecipientNotice }) {
  const { id, name, purpose, status, announced, from, objections } = recipient
  const announce = useAnnounce()
  return (
    <Row>
      <div className={classes.what}>
        <span className={classes.title}>{name}</span>{' '}
        <Badge variant="light" color={states[status].color}>
          {states[status].label}
        </Badge>
        <p>
          {purpose}
          {from && ` Announced ${announced}, notice until ${from}.`}
        </p>
        {objections.map(({ organization, member, reason, at }) => (
          <p key={organization + at}>
            <b>{organization}</b> objected <TimeAgo at={at} />
            {member && ` (${member})`}: “{reason}”
          </p>
        ))}
        {announce.isError && <Failure error={announce.error} />}
      </div>
      {status === 'unused' && (
        <Button variant="default" size="compact-sm" loading={announce.isPending} onClick={() => announce.mutate(id)}>
          Announce to clients
        </Button>
      )}
    </Row>
  )
}

/** Who receives data, and who may be announced before the settings name them. */
export function RecipientsSection() {
  const recipients = useRecipients()
  return (
    <Section
      title="Who receives data"
      about="Clients have a right to hear of a new recipient before it is used. Announce it here, wait until the notice ends, then fill in its settings. One that the settings name without that is announced by itself at the next start."
    >
      {recipients.isError && <Failure error={recipients.error} retry={() => void recipients.refetch()} />}
      <Rows>
        {recipients.data?.map((recipient) => (
          <RecipientRow key={recipient.id} recipient={recipient} />
        ))}
      </Rows>
    </Section>
  )
}
