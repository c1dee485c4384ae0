import { Badge, Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import type { ProviderCredential } from '@vitrine/protocol'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import classes from '../supply/supply.module.css'
import { useCredentialChanges } from './use-own.ts'

type Props = { organizationId: string; credential: ProviderCredential }

export function CredentialRow({ organizationId, credential: { id, name, provider, baseUrl, testedAt } }: Props) {
  const { test, remove } = useCredentialChanges(organizationId)
  const [removing, ask] = useDisclosure()
  return (
    <li className={classes.row}>
      <div>
        <strong>{name}</strong> <Badge variant="default">{provider}</Badge>
        <small>{baseUrl}</small>
      </div>
      <Badge variant="light" color={testedAt ? 'green' : 'amber'}>
        {testedAt ? 'Accepted' : 'Not tested'}
      </Badge>
      <div className={classes.actions}>
        <Button
          variant="default"
          size="compact-sm"
          loading={test.isPending}
          onClick={() => test.mutate(id)}
          aria-label={`Test ${name}`}
        >
          Test
        </Button>
        <Button variant="default" size="compact-sm" onClick={ask.open} aria-label={`Forget ${name}`}>
          Forget
        </Button>
      </div>
      <ConfirmDialog
        title={`Forget ${name}`}
        action="Forget"
        opened={removing}
        onClose={ask.close}
        onConfirm={() => remove.mutate(id, { onSettled: ask.close })}
        pending={remove.isPending}
      >
        Requests that need it are refused from now on.
      </ConfirmDialog>
    </li>
  )
}
