import { Alert, Button, Modal, Radio, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { IconLink, IconMail } from '@tabler/icons-react'
import type { Invited } from '@vitrine/protocol'
import { useState } from 'react'
import { Failure } from '../../shell/failure.tsx'
import { useFormCall } from '../../shell/use-form-call.ts'
import { CopyCode } from '../../ui/copy-code.tsx'
import { checkEmail, checkName } from '../fields.ts'
import classes from './members.module.css'
import type { RoleChoice } from './roles.ts'
import { type MembersOf, type NewMember, useMemberChanges } from './use-members.ts'

type Choice = { of: MembersOf; roles: readonly RoleChoice[]; usual: string }
type FormProps = Choice & { onInvited: (invited: Done) => void }
export type Done = { email: string; invited: Invited }

function InviteForm({ of, roles, usual, onInvited }: FormProps) {
  const { invite } = useMemberChanges(of)
  const form = useForm<NewMember>({
    initialValues: { email: '', displayName: '', role: usual },
    validate: { email: checkEmail, displayName: checkName },
  })
  const { submit, pending, error } = useFormCall(form, {
    call: invite.mutateAsync,
    done: (invited) => onInvited({ email: form.values.email, invited }),
  })
  return (
    <form onSubmit={submit} className={classes.form} noValidate>
      {error && <Failure error={error} />}
      <TextInput label="E-mail" type="email" data-autofocus {...form.getInputProps('email')} />
      <TextInput label="Name" {...form.getInputProps('displayName')} />
      <Radio.Group label="Role" {...form.getInputProps('role')}>
        {roles.map(({ value, label, may }) => (
          <Radio key={value} value={value} label={label} description={may} mt={10} />
        ))}
      </Radio.Group>
      <Button type="submit" loading={pending}>
        Invite
      </Button>
    </form>
  )
}

/** What became of an invitation: it is on its way, or here is the link to hand over. */
export function InviteResult({ email, invited, onClose }: Done & { onClose: () => void }) {
  return (
    <div className={classes.form}>
      {invited.link === null ? (
        <Alert icon={<IconMail size={18} />} title={`An e-mail is on its way to ${email}`}>
          Its link works one time, within an hour. The list of members shows whether it was delivered.
        </Alert>
      ) : (
        <>
          <Alert icon={<IconLink size={18} />} title="Copy the link now: it is shown only this once">
            It works one time, within the next hour. Give it to the person yourself, over a channel you trust.
          </Alert>
          <CopyCode code={invited.link} label="Copy invitation link" />
        </>
      )}
      <Button variant="default" onClick={onClose}>
        Done
      </Button>
    </div>
  )
}

export function InviteDialog({ opened, onClose, ...choice }: Choice & { opened: boolean; onClose: () => void }) {
  const [done, setDone] = useState<Done>()
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      onExitTransitionEnd={() => setDone(undefined)}
      title={done ? 'Invitation ready' : 'Invite somebody'}
      // A stray click outside must not lose a link that can't be shown again.
      closeOnClickOutside={!done}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {done ? <InviteResult {...done} onClose={onClose} /> : <InviteForm {...choice} onInvited={setDone} />}
    </Modal>
  )
}
