import { Button, Modal, Skeleton, TextInput } from '@mantine/core'
import type { AskedSubject, Erasure } from '@vitrine/protocol'
import { useState } from 'react'
import { Failure } from '../../shell/failure.tsx'
import classes from './erase.module.css'
import { ErasureOutcome } from './erasure-outcome.tsx'
import { OutcomeList } from './outcome-list.tsx'
import { useErase } from './use-erase.ts'

type Props = {
  opened: boolean
  onClose: () => void
  subject: AskedSubject
  /** "Delete this report?" */
  title: string
  /** Has to be typed first, for what is too large to delete by two clicks. */
  typeToConfirm?: string
  /** Called when the dialog is closed after an erasure was started. */
  onErased: () => void
}

type ConfirmProps = {
  preview: Erasure
  typeToConfirm: string | undefined
  deleting: boolean
  onDelete: (typed?: string) => void
  onClose: () => void
}

const leads = {
  content:
    'This is what is stored now. The keys that decrypt it are destroyed first, so nobody can read it from that moment on. It can’t be undone.',
  person: 'This is what is stored now. It can’t be undone.',
  none: 'Nothing of this is stored here now. The line below opens to show every place that was looked at.',
}

function Confirm({ preview, typeToConfirm, deleting, onDelete, onClose }: ConfirmProps) {
  const [typed, setTyped] = useState('')
  const holds = preview.stores.some(({ outcome }) => outcome === 'will erase')
  const locked = typeToConfirm !== undefined && typed.trim() !== typeToConfirm
  return (
    <>
      <p className={classes.lead}>
        {holds ? leads[preview.subject.kind === 'member' ? 'person' : 'content'] : leads.none}
      </p>
      <OutcomeList stores={preview.stores} />
      {typeToConfirm !== undefined && (
        <TextInput
          mt="md"
          label={`Type "${typeToConfirm}" to confirm`}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      )}
      <div className={classes.buttons}>
        <Button ref={takeFocus} data-autofocus variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button
          color="red"
          onClick={() => onDelete(typeToConfirm === undefined ? undefined : typed.trim())}
          loading={deleting}
          disabled={locked}
        >
          Delete for good
        </Button>
      </div>
    </>
  )
}

// The dialog looks for what to focus when it opens, which mostly is before the preview has come. When it has not looked
// yet, the focus must stay: it notes where to give it back to.
function takeFocus(button: HTMLElement | null): void {
  if (button?.closest('[role="dialog"]')?.contains(document.activeElement)) button.focus()
}

/** Shows what would go, deletes it once confirmed, and shows for every store what became of it. */
export function EraseDialog({ opened, onClose, subject, title, typeToConfirm, onErased }: Props) {
  const { preview, start, outcome } = useErase(subject, opened)
  const close = outcome ? onErased : onClose
  return (
    <Modal
      opened={opened}
      onClose={close}
      size="lg"
      title={title}
      closeOnClickOutside={!outcome}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {outcome ? (
        <ErasureOutcome erasure={outcome} onClose={close} />
      ) : (
        <>
          {start.error && <Failure error={start.error} />}
          {preview.isError && <Failure error={preview.error} retry={() => void preview.refetch()} />}
          {preview.isPending && <Skeleton height={260} />}
          {preview.data && (
            <Confirm
              preview={preview.data}
              typeToConfirm={typeToConfirm}
              deleting={start.isPending}
              onDelete={start.mutate}
              onClose={onClose}
            />
          )}
        </>
      )}
    </Modal>
  )
}
