import { Button, Skeleton } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconKey, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Failure } from '../../shell/failure.tsx'
import { Empty } from '../../ui/empty.tsx'
import { inUseQuery } from '../limits/use-limits.ts'
import { RelayPage } from '../relay-page.tsx'
import { useMayDevelop } from '../use-may-develop.ts'
import { KeyRow } from './key-row.tsx'
import classes from './keys.module.css'
import { NewKeyDialog } from './new-key-dialog.tsx'
import { keysQuery } from './use-keys.ts'
import { useMayOwn } from './use-may-own.ts'

const route = getRouteApi('/member/organizations/$organizationId/relay/keys')

export function RelayKeysPage() {
  const { organizationId } = route.useParams()
  const mayChange = useMayDevelop(organizationId)
  const keys = useQuery(keysQuery(organizationId))
  const mayOwn = useMayOwn(organizationId)
  const { data: use = [] } = useQuery(inUseQuery(organizationId))
  const [making, { open, close }] = useDisclosure()
  const add = (mayChange || mayOwn) && (
    <Button leftSection={<IconPlus size={16} />} onClick={open}>
      {mayChange ? 'New key' : 'New key of my own'}
    </Button>
  )
  return (
    <RelayPage
      organizationId={organizationId}
      title="Keys"
      about="What programs show to use models. Each has limits of its own, within those of its organization."
      actions={add}
    >
      {keys.isError && <Failure error={keys.error} retry={() => void keys.refetch()} />}
      {keys.isPending && <Skeleton height={180} radius="lg" />}
      {keys.data?.length === 0 && (
        <Empty icon={<IconKey size={24} />} title="No key yet">
          A program shows a key of yours in the place of a provider’s.
        </Empty>
      )}
      {keys.data && keys.data.length > 0 && (
        <ul className={classes.list}>
          {keys.data.map((key) => (
            <KeyRow
              key={key.id}
              organizationId={organizationId}
              relayKey={key}
              now={keys.dataUpdatedAt}
              mayChange={mayChange}
              use={use.find(({ by, id }) => by === 'key' && id === key.id)}
            />
          ))}
        </ul>
      )}
      <NewKeyDialog organizationId={organizationId} own={!mayChange} opened={making} onClose={close} />
    </RelayPage>
  )
}
