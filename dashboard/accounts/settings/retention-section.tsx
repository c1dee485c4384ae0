import { NumberInput } from '@mantine/core'
import type { Project } from '@vitrine/protocol'
import { Section } from '../../ui/section.tsx'
import { SaveBar } from './save-bar.tsx'
import classes from './settings.module.css'
import { useDraft } from './use-draft.ts'

export function RetentionSection({ project }: { project: Project }) {
  const { value, setValue, ...saving } = useDraft(project, 'retentionDays')
  const shorter = value < project.retentionDays
  return (
    <Section
      title="Retention"
      about="Reports and recordings older than this are deleted for good by the daily sweep: rows, files and keys."
    >
      <NumberInput
        className={classes.days}
        label="Days to keep reports"
        description={
          shorter
            ? `Shorter than now: everything older than ${value} days goes at the next sweep.`
            : 'From 1 to 730 days. 90 is the usual choice.'
        }
        min={1}
        max={730}
        clampBehavior="strict"
        allowDecimal={false}
        value={value}
        onChange={(next) => typeof next === 'number' && setValue(next)}
        suffix=" days"
      />
      <SaveBar {...saving} />
    </Section>
  )
}
