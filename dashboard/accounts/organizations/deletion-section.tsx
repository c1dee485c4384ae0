import { Button, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconTrash } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { Organization } from '@vitrine/protocol'
import { EraseDialog } from '../../privacy/erase/erase-dialog.tsx'
import { toast } from '../../shell/toast.ts'
import { Section } from '../../ui/section.tsx'
import { TimeAgo } from '../../ui/time-ago.tsx'
import { useDeletionRequest } from './organization-query.ts'
import classes from './organizations.module.css'

function Asked({ since, pending, takeBack }: { since: string; pending: boolean; takeBack: () => void }) {
  return (
    <div className={classes.asked}>
      <Text>
        Asked for <TimeAgo at={since} />. Nothing is deleted yet.
      </Text>
      <Button variant="default" loading={pending} onClick={takeBack}>
        Take it back
      </Button>
    </div>
  )
}

/** Owners delete it themselves, once they have typed its name, or leave that to those who run the installation. */
export function DeletionSection({ organization }: { organization: Organization }) {
  const { id, name, deletionRequestedAt: since } = organization
  const [opened, { open, close }] = useDisclosure()
  const request = useDeletionRequest(id)
  const queries = useQueryClient()
  const navigate = useNavigate()
  const ask = (wanted: boolean) =>
    request.mutate(wanted, { onError: (error) => toast.failed('That did not work', error) })
  const leave = async () => {
    await queries.invalidateQueries({ queryKey: ['me'] })
    await navigate({ to: '/' })
  }
  return (
    <Section
      title="Delete the organization"
      about="All its projects, reports and recordings go with it. You see what will go before anything does. You can also ask those who run this installation to do it."
      tone="danger"
    >
      {since && <Asked since={since} pending={request.isPending} takeBack={() => ask(false)} />}
      <div className={classes.deletion}>
        <Button color="red" variant="light" leftSection={<IconTrash size={16} />} onClick={open}>
          Delete organization
        </Button>
        {!since && (
          <Button variant="default" loading={request.isPending} onClick={() => ask(true)}>
            Ask for deletion
          </Button>
        )}
      </div>
      <EraseDialog
        opened={opened}
        onClose={close}
        subject={{ kind: 'organization', id }}
        title={`Delete ${name}?`}
        typeToConfirm={name}
        onErased={() => void leave()}
      />
    </Section>
  )
}
