import { Button, Modal, NumberInput, Skeleton } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import type { Project } from '@vitrine/protocol'
import { useState } from 'react'
import retention from '../../privacy/retention/retention.module.css'
import { usePreview } from '../../privacy/retention/use-preview.ts'
import { WhatGoes } from '../../privacy/retention/what-goes.tsx'
import { Failure } from '../../shell/failure.tsx'
import { toast } from '../../shell/toast.ts'
import { counted } from '../../ui/counted.ts'
import { Section } from '../../ui/section.tsx'
import { useChangeProject } from '../project-query.ts'
import { SaveBar } from './save-bar.tsx'
import classes from './settings.module.css'

export function RetentionSection({ project }: { project: Project }) {
  const [draft, setDraft] = useState<number>()
  const [asking, { open, close }] = useDisclosure()
  const change = useChangeProject(project.id)
  const days = draft ?? project.retentionDays
  const shorter = days < project.retentionDays
  const preview = usePreview(project.id, days, shorter)
  const save = () =>
    change.mutate(
      { retentionDays: days, ...(shorter && { confirmDeletion: true as const }) },
      { onSuccess: () => (close(), setDraft(undefined), toast.said('Saved.')) },
    )
  const undo = () => (setDraft(undefined), change.reset())
  return (
    <Section
      title="Retention"
      about="Twice an hour, reports and recordings older than this are deleted for good, with their files and keys."
    >
      <NumberInput
        className={classes.days}
        label="Days to keep reports"
        description="From 1 to 730 days. 90 is the usual choice."
        min={1}
        max={730}
        clampBehavior="strict"
        allowDecimal={false}
        value={days}
        onChange={(next) => typeof next === 'number' && setDraft(next)}
        suffix={days === 1 ? ' day' : ' days'}
      />
      {shorter && (
        <div className={retention.goes} aria-live="polite" aria-busy={!preview.settled}>
          {preview.isError && <Failure error={preview.error} retry={() => void preview.refetch()} />}
          {preview.isPending && <Skeleton height={90} />}
          {preview.data && <WhatGoes preview={preview.data} />}
        </div>
      )}
      <SaveBar
        save={days === project.retentionDays ? undefined : shorter ? open : save}
        undo={undo}
        saving={change.isPending}
        error={asking ? null : change.error}
        obstacle={shorter && !(preview.settled && preview.isSuccess) ? 'The preview is not there yet.' : null}
      />
      <Modal
        opened={asking}
        onClose={close}
        size="lg"
        title={`Keep reports for ${counted(days, 'day')} only?`}
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        {change.error && <Failure error={change.error} />}
        {preview.data && <WhatGoes preview={preview.data} />}
        <div className={retention.buttons}>
          <Button data-autofocus variant="default" onClick={close}>
            Cancel
          </Button>
          <Button color="red" onClick={save} loading={change.isPending}>
            Shorten and delete
          </Button>
        </div>
      </Modal>
    </Section>
  )
}
