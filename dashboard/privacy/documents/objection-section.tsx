import { Button, Textarea } from '@mantine/core'
import type { OrganizationRecipient } from '@vitrine/protocol'
import { type FormEvent, useState } from 'react'
import { Failure } from '../../shell/failure.tsx'
import { Row, Rows } from '../../ui/rows.tsx'
import { Section } from '../../ui/section.tsx'
import { TimeAgo } from '../../ui/time-ago.tsx'
import classes from './documents.module.css'
import { useObject, useOrganizationRecipients } from './use-documents.ts'

type Props = { organizationId: string; recipient: OrganizationRecipient }

function ObjectionForm({ organizationId, recipient, done }: Props & { done: () => void }) {
  const [reason, setReason] = useState(recipient.objection?.reason ?? '')
  const object = useObject(organizationId, recipient.id)
  const send = (event: FormEvent) => {
    event.preventDefault()
    object.mutate(reason.trim(), { onSuccess: done })
  }
  return (
    <form className={classes.form} onSubmit={send}>
      <Textarea
        label={`Why you object to: ${recipient.name}`}
        description="Those who run the installation read this."
        autosize
        minRows={2}
        maxLength={2_000}
        required
        data-autofocus
        value={reason}
        onChange={({ currentTarget }) => setReason(currentTarget.value)}
      />
      {object.isError && <Failure error={object.error} />}
      <div>
        <Button type="submit" disabled={reason.trim() === ''} loading={object.isPending}>
          Object
        </Button>
      </div>
    </form>
  )
}

function RecipientRow({ organizationId, recipient }: Props) {
  const { name, purpose, announced, from, mayObject, objection } = recipient
  const [writing, setWriting] = useState(false)
  return (
    <Row>
      <div className={classes.what}>
        <span className={classes.title}>{name}</span>
        <p>
          {purpose}
          {from && ` Announced ${announced}, notice until ${from}.`}
        </p>
        {objection && !writing && (
          <p>
            {objection.member ?? 'Somebody who has left'} objected <TimeAgo at={objection.at} />: “{objection.reason}”
          </p>
        )}
        {writing && (
          <ObjectionForm organizationId={organizationId} recipient={recipient} done={() => setWriting(false)} />
        )}
      </div>
      {mayObject && !writing && (
        <Button variant="default" size="compact-sm" onClick={() => setWriting(true)}>
          {objection ? 'Change the objection' : 'Object'}
        </Button>
      )}
    </Row>
  )
}

/** Who receives an organization's data, and its say against those who were announced. */
export function ObjectionSection({ organizationId }: { organizationId: string }) {
  const { data, error, refetch } = useOrganizationRecipients(organizationId)
  return (
    <Section
      title="Who receives your data"
      about="A new recipient is announced before it is used. You may object until its notice ends."
    >
      {error && <Failure error={error} retry={() => void refetch()} />}
      {data?.length === 0 && <p>Nobody outside of this installation.</p>}
      {data && data.length > 0 && (
        <Rows>
          {data.map((recipient) => (
            <RecipientRow key={recipient.id} organizationId={organizationId} recipient={recipient} />
          ))}
        </Rows>
      )}
    </Section>
  )
}
