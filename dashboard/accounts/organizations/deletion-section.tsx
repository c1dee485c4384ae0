import { Button, Modal, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import type { Organization } from '@vitrine/protocol'
import { toast } from '../../shell/toast.ts'
import { Section } from '../../ui/section.tsx'
import { TimeAgo } from '../../ui/time-ago.tsx'
import { useDeletionRequest } from './organization-query.ts'
import classes from './organizations.module.css'

export function DeletionSection({ organization }: { organization: Organization }) {
  const [asking, { open, close }] = useDisclosure()
  const request = useDeletionRequest(organization.id)
  const ask = (wanted: boolean) =>
    request.mutate(wanted, { onSuccess: close, onError: (error) => toast.failed('That did not work', error) })
  const { deletionRequestedAt: since, name } = organization
  return (
    <Section
      title="Delete the organization"
      about="Those who run this installation carry it out: all projects, reports and recordings go with it."
      tone="danger"
    >
      {since ? (
        <div className={classes.asked}>
          <Text>
            Asked for <TimeAgo at={since} />. Nothing is deleted yet.
          </Text>
          <Button variant="default" loading={request.isPending} onClick={() => ask(false)}>
            Take it back
          </Button>
        </div>
      ) : (
        <Button color="red" variant="outline" onClick={open}>
          Ask for deletion
        </Button>
      )}
      <Modal
        opened={asking}
        onClose={close}
        title={`Ask to have ${name} deleted?`}
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        <Text>Those who run the installation are told. Until they act you can take it back here.</Text>
        <div className={classes.buttons}>
          <Button variant="default" onClick={close} data-autofocus>
            Cancel
          </Button>
          <Button color="red" loading={request.isPending} onClick={() => ask(true)}>
            Ask for deletion
          </Button>
        </div>
      </Modal>
    </Section>
  )
}
