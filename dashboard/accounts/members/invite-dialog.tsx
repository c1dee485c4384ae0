import { Alert, Button, Modal, Radio, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { IconLink } from '@tabler/icons-react'
import type { Invite, Invited } from '@vitrine/protocol'
import { useState } from 'react'
import { Failure } from '../../shell/failure.tsx'
import { useFormCall } from '../../shell/use-form-call.ts'
import { CopyCode } from '../../ui/copy-code.tsx'
import { checkEmail, checkName } from '../fields.ts'
import classes from './members.module.css'
import { roles } from './roles.ts'
import { useMemberChanges } from './use-members.ts'

type FormProps = { projectId: string; onInvited: (invited: Invited) => void }

function InviteForm({ projectId, onInvited }: FormProps) {
  const { invite } = useMemberChanges(projectId)
  const form = useForm<Invite>({
    initialValues: { email: '', displayName: '', role: 'agent' },
    validate: { email: checkEmail, displayName: checkName },
  })
  const { submit, pending, error } = useFormCall(form, { call: invite.mutateAsync, done: onInvited })
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
        Make invitation
      </Button>
    </form>
  )
}

function InviteLink({ link, onClose }: { link: string; onClose: () => void }) {
  return (
    <div className={classes.form}>
      <Alert icon={<IconLink size={18} />} title="Copy the link now: it is shown only this once">
        It works one time, within the next hour. Give it to the person yourself, over a channel you trust.
      </Alert>
      <CopyCode code={link} label="Copy invitation link" />
      <Button variant="default" onClick={onClose}>
        Done
      </Button>
    </div>
  )
}

export function InviteDialog({
  projectId,
  opened,
  onClose,
}: {
  projectId: string
  opened: boolean
  onClose: () => void
}) {
  const [invited, setInvited] = useState<Invited>()
  const forget = () => setInvited(undefined)
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      onExitTransitionEnd={forget}
      title={invited ? 'Invitation ready' : 'Invite somebody'}
      // A stray click outside must not lose a link that can't be shown again.
      closeOnClickOutside={!invited}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {invited ? (
        <InviteLink link={invited.link} onClose={onClose} />
      ) : (
        <InviteForm projectId={projectId} onInvited={setInvited} />
      )}
    </Modal>
  )
}
