import { TextInput } from '@mantine/core'
import type { Project } from '@vitrine/protocol'
import { Section } from '../../ui/section.tsx'
import { SaveBar } from './save-bar.tsx'
import classes from './settings.module.css'
import { useDraft } from './use-draft.ts'

export function NameSection({ project }: { project: Project }) {
  const { value, setValue, ...saving } = useDraft(project, 'name')
  const obstacle = value.trim() === '' ? 'Give the project a name.' : null
  return (
    <Section title="Name">
      <TextInput
        className={classes.field}
        aria-label="Project name"
        value={value}
        maxLength={100}
        error={obstacle}
        onChange={(event) => setValue(event.currentTarget.value)}
      />
      <SaveBar {...saving} obstacle={obstacle} />
      <p className={classes.hint}>
        What visitors leave in this project is kept in the region <b>{project.region}</b>, for good.
      </p>
    </Section>
  )
}
