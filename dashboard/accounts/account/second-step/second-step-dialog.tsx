import { Modal } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { RecoveryCodes, SecondStepSecret } from '@vitrine/protocol'
import { type ReactNode, useState } from 'react'
import { api, nothing } from '../../../shell/api.ts'
import { toast } from '../../../shell/toast.ts'
import classes from '../account-page.module.css'
import { AppForm } from './app-form.tsx'
import { PasswordAgainForm } from './password-again-form.tsx'
import { ShownCodes } from './shown-codes.tsx'

export type Task = 'begin' | 'renew' | 'end'

const titles: Record<Task, string> = {
  begin: 'Switch two-step sign-in on',
  renew: 'New recovery codes',
  end: 'Switch two-step sign-in off',
}

type Props = {
  task: Task | undefined
  /** `isDone`: it was switched on before the dialog was closed. */
  onClose: (isDone: boolean) => void
  /** Above the first form: why it is asked of the member. */
  why?: ReactNode
  canBegin?: boolean
}

/** Password, app, recovery codes: one after the other, as far as the task needs them. */
export function SecondStepDialog({ task, onClose, why, canBegin = true }: Props) {
  const queries = useQueryClient()
  const [shown, setShown] = useState<Task>('begin')
  if (task && task !== shown) setShown(task)
  const [secret, setSecret] = useState<SecondStepSecret>()
  const [codes, setCodes] = useState<readonly string[]>()
  const renewed = () => queries.invalidateQueries({ queryKey: ['second-step'] })
  const forget = () => {
    setSecret(undefined)
    setCodes(undefined)
  }
  const prove = async (password: string) => {
    if (shown === 'begin') return setSecret(await api.post('/api/account/second-step', SecondStepSecret, { password }))
    if (shown === 'renew') {
      setCodes((await api.post('/api/account/recovery-codes', RecoveryCodes, { password })).codes)
      return renewed()
    }
    await api.post('/api/account/second-step/off', nothing, { password })
    toast.said('Two-step sign-in is off.')
    onClose(true)
    return renewed()
  }
  const close = () => onClose(codes !== undefined)
  return (
    <Modal
      opened={task !== undefined}
      onClose={close}
      onExitTransitionEnd={forget}
      title={codes ? 'Keep these recovery codes' : titles[shown]}
      // A stray click outside must not lose codes that can't be shown again.
      closeOnClickOutside={!codes}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {codes ? (
        <ShownCodes codes={codes} onClose={close} />
      ) : secret ? (
        <AppForm
          secret={secret}
          onDone={(given) => {
            setCodes(given)
            void renewed()
          }}
        />
      ) : (
        <div className={classes.dialog}>
          {why}
          {canBegin && <PasswordAgainForm danger={shown === 'end'} prove={prove} />}
        </div>
      )}
    </Modal>
  )
}
