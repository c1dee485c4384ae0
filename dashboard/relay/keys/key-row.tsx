import { Badge, Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import type { RelayKey, RelayUse } from '@vitrine/protocol'
import { dollars, picoOfUsd } from '../../billing/dollars.ts'
import { useMe } from '../../shell/me.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { keyState } from './key-state.ts'
import classes from './keys.module.css'
import { limitWords } from './limit-words.ts'
import { LimitsDialog } from './limits-dialog.tsx'
import { RotateDialog } from './rotate-dialog.tsx'
import { useKeyChanges } from './use-keys.ts'

const day = (at: string) => new Date(at).toLocaleDateString(undefined, { dateStyle: 'medium' })

/** `now`: when what is known of the key was read. */
type Props = {
  organizationId: string
  relayKey: RelayKey
  now: number
  mayChange: boolean
  use: RelayUse | undefined
}

export function KeyRow({ organizationId, relayKey, now, mayChange, use }: Props) {
  const { id, name, prefix, createdAt, endsAt, memberId } = relayKey
  const isMine = useMe().userId === memberId
  const state = keyState(relayKey, now)
  const limits = limitWords(relayKey)
  const { revoke: revokeAny, revokeOwn } = useKeyChanges(organizationId)
  const [changing, change] = useDisclosure()
  const [rotating, rotate] = useDisclosure()
  const [revoking, ask] = useDisclosure()
  const revoke = mayChange ? revokeAny : revokeOwn
  const dialog = { organizationId, relayKey }
  return (
    <li className={classes.row}>
      <div>
        <strong>{name}</strong>
        <small>
          <code>{prefix}…</code> · since {day(createdAt)}
          {memberId && (isMine ? ' · your own' : ' · a member’s own')}
          {state.works && endsAt && ` · until ${day(endsAt)}`}
        </small>
        <small>{limits.length > 0 ? limits.join(' · ') : 'Without limits of its own'}</small>
        {use && picoOfUsd(use.spentThisMonth) > 0n && (
          <small>
            {dollars(use.spentToday)} today · {dollars(use.spentThisMonth)} this month
          </small>
        )}
      </div>
      <Badge variant="light" color={state.color}>
        {state.label}
      </Badge>
      {(mayChange || isMine) && state.works && (
        <div className={classes.actions}>
          {mayChange && (
            <>
              <Button variant="default" size="compact-sm" onClick={change.open} aria-label={`Limits of ${name}`}>
                Limits
              </Button>
              <Button variant="default" size="compact-sm" onClick={rotate.open} aria-label={`Replace ${name}`}>
                Replace
              </Button>
            </>
          )}
          <Button variant="default" size="compact-sm" onClick={ask.open} aria-label={`Revoke ${name}`}>
            Revoke
          </Button>
        </div>
      )}
      <LimitsDialog {...dialog} opened={changing} onClose={change.close} />
      <RotateDialog {...dialog} opened={rotating} onClose={rotate.close} />
      <ConfirmDialog
        title={`Revoke ${name}`}
        action="Revoke"
        opened={revoking}
        onClose={ask.close}
        onConfirm={() => revoke.mutate(id, { onSettled: ask.close })}
        pending={revoke.isPending}
      >
        Programs that use it are refused from their next request on. It can’t be taken back.
      </ConfirmDialog>
    </li>
  )
}
