import { Alert, Button, Modal } from '@mantine/core'
import { IconLink } from '@tabler/icons-react'
import { CopyCode } from '../../ui/copy-code.tsx'
import classes from './members.module.css'

type Props = { link: string | undefined; displayName: string; onClose: () => void }

/** The link for a member who has forgotten their password, to be handed over. */
export const ResetLinkDialog = ({ link, displayName, onClose }: Props) => (
  <Modal
    opened={link !== undefined}
    onClose={onClose}
    title={`A new password for ${displayName}`}
    // A stray click outside must not lose a link that can't be shown again.
    closeOnClickOutside={false}
    closeButtonProps={{ 'aria-label': 'Close' }}
  >
    <div className={classes.form}>
      <Alert icon={<IconLink size={18} />} title="Copy the link now: it is shown only this once">
        It works one time, within the next hour, and whoever opens it chooses the password of {displayName}. Give it to
        them yourself, over a channel you trust. A second step is asked for all the same.
      </Alert>
      {link && <CopyCode code={link} label="Copy reset link" />}
      <Button variant="default" onClick={onClose}>
        Done
      </Button>
    </div>
  </Modal>
)
