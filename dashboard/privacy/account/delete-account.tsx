import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconTrash } from '@tabler/icons-react'
import { useMe } from '../../shell/me.ts'
import { Section } from '../../ui/section.tsx'
import { EraseDialog } from '../erase/erase-dialog.tsx'

/** Everybody's own: the account, everywhere, with its memberships. */
export function DeleteAccount() {
  const { userId, email } = useMe()
  const [opened, { open, close }] = useDisclosure()
  return (
    <Section
      title="Delete your account"
      about="Your sign-in, your memberships and your name, everywhere in this installation. What you did stays in the audit log under a number that names nobody any more."
      tone="danger"
    >
      <Button color="red" variant="light" leftSection={<IconTrash size={16} />} onClick={open}>
        Delete account
      </Button>
      <EraseDialog
        opened={opened}
        onClose={close}
        subject={{ kind: 'member', id: userId }}
        title="Delete your account?"
        typeToConfirm={email}
        onErased={() => location.assign('/sign-in')}
      />
    </Section>
  )
}
