import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconTrash } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { Project } from '@vitrine/protocol'
import { EraseDialog } from '../../privacy/erase/erase-dialog.tsx'
import { Section } from '../../ui/section.tsx'

export function DangerZone({ project }: { project: Project }) {
  const [opened, { open, close }] = useDisclosure()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const leave = async () => {
    await queries.invalidateQueries({ queryKey: ['me'] })
    await navigate({ to: '/' })
  }
  return (
    <Section
      title="Delete this project"
      about="Every report, recording, setting and membership of it. You see what will go before anything does."
      tone="danger"
    >
      <Button color="red" variant="light" leftSection={<IconTrash size={16} />} onClick={open}>
        Delete project
      </Button>
      <EraseDialog
        opened={opened}
        onClose={close}
        subject={{ kind: 'project', id: project.id }}
        title="Delete this project?"
        typeToConfirm={project.name}
        onErased={() => void leave()}
      />
    </Section>
  )
}
