import { Slider } from '@mantine/core'
import type { Project } from '@vitrine/protocol'
import { Section } from '../../ui/section.tsx'
import { SaveBar } from './save-bar.tsx'
import classes from './settings.module.css'
import { useDraft } from './use-draft.ts'

const marks = [
  { value: 0, label: 'Off' },
  { value: 120, label: '2 min' },
  { value: 300, label: '5 min' },
  { value: 600, label: '10 min' },
]

const spoken = (seconds: number) =>
  seconds === 0
    ? 'Off'
    : seconds % 60 === 0
      ? `${seconds / 60} min`
      : `${Math.floor(seconds / 60)} min ${seconds % 60} s`

export function RecordingSection({ project }: { project: Project }) {
  const { value, setValue, ...saving } = useDraft(project, 'recordingSeconds')
  return (
    <Section
      title="Recording"
      about={
        value === 0
          ? 'Off: a report carries what the visitor writes, and nothing of the page.'
          : `The last ${spoken(value)} stay in the visitor's own tab. Nothing leaves it until the visitor sends a report.`
      }
    >
      <Slider
        className={classes.slider}
        thumbLabel="Seconds of recording"
        min={0}
        max={600}
        step={30}
        marks={marks}
        value={value}
        onChange={setValue}
        label={spoken}
      />
      <SaveBar {...saving} />
    </Section>
  )
}
