import { Badge, Button, Select } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import type { ChannelHealth, RelayChannel } from '@vitrine/protocol'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { TimeAgo } from '../../ui/time-ago.tsx'
import { HealthLine } from './health-line.tsx'
import classes from './supply.module.css'
import { useSupplyChanges } from './use-supply.ts'

const states = [
  { value: 'on', label: 'In use' },
  { value: 'draining', label: 'Finishing what runs' },
  { value: 'off', label: 'Switched off' },
]

type Props = { channel: RelayChannel; health: ChannelHealth | undefined }

export function ChannelRow({ channel, health }: Props) {
  const { id, name, provider, baseUrl, region, state, testedAt } = channel
  const { change, test, remove } = useSupplyChanges()
  const [removing, ask] = useDisclosure()
  return (
    <li className={classes.row}>
      <div>
        <strong>{name}</strong> <Badge variant="default">{provider}</Badge>
        <small>{[baseUrl, region].filter(Boolean).join(' · ')}</small>
        <small>{testedAt ? <TestedAt at={testedAt} /> : 'Not tested yet'}</small>
      </div>
      <Select
        aria-label={`State of ${name}`}
        className={classes.state}
        data={states}
        allowDeselect={false}
        value={state}
        onChange={(value) => change.mutate({ id, change: { state: value as RelayChannel['state'] } })}
      />
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
        <Button variant="default" size="compact-sm" onClick={ask.open} aria-label={`Remove ${name}`}>
          Remove
        </Button>
      </div>
      <HealthLine channel={channel} health={health} />
      <ConfirmDialog
        title={`Remove ${name}`}
        action="Remove"
        opened={removing}
        onClose={ask.close}
        onConfirm={() => remove.mutate(id, { onSettled: ask.close })}
        pending={remove.isPending}
      >
        Models that only it has are no longer answered. Its credential is forgotten.
      </ConfirmDialog>
    </li>
  )
}

const TestedAt = ({ at }: { at: string }) => (
  <>
    Its credential was accepted <TimeAgo at={at} />
  </>
)
