import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import type { RelayRoute } from '@vitrine/protocol'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import classes from './supply.module.css'
import { useSupplyChanges } from './use-supply.ts'

const strategies = {
  priority: 'in this order',
  weighted: 'by weight',
  latency: 'the fastest first',
  cost: 'the cheapest first',
}

type Props = { route: RelayRoute; channelName: (id: string) => string }

/** A model on offer and the channels that answer for it. */
export function ModelRow({ route: { id, model, strategy, targets }, channelName }: Props) {
  const { withdraw } = useSupplyChanges()
  const [withdrawing, ask] = useDisclosure()
  return (
    <li className={classes.row}>
      <div>
        <strong>{model}</strong>
        <small>
          {targets
            .toSorted((a, b) => a.priority - b.priority)
            .map(({ channelId }) => channelName(channelId))
            .join(', ')}
          {targets.length > 1 && ` · ${strategies[strategy]}`}
        </small>
      </div>
      <Button variant="default" size="compact-sm" onClick={ask.open} aria-label={`Withdraw ${model}`}>
        Withdraw
      </Button>
      <ConfirmDialog
        title={`Withdraw ${model}`}
        action="Withdraw"
        opened={withdrawing}
        onClose={ask.close}
        onConfirm={() => withdraw.mutate(id, { onSettled: ask.close })}
        pending={withdraw.isPending}
      >
        Programs of every organization that ask for it are told that it is not offered.
      </ConfirmDialog>
    </li>
  )
}
