import { NumberInput, SegmentedControl } from '@mantine/core'
import { Probing, type Quality, type QualitySettings } from '@vitrine/protocol'
import { Section } from '../../ui/section.tsx'
import { TimeAgo } from '../../ui/time-ago.tsx'
import classes from './quality.module.css'

type Props = { quality: Quality; change: (settings: Partial<QualitySettings>) => void }

const choices = [
  { value: 'auto', label: 'By itself' },
  { value: 'on', label: 'On' },
  { value: 'off', label: 'Off' },
]

function State({ active, watched, lookedAt, lastRoundAt, nextRoundAt }: Quality) {
  if (lookedAt === null) return <p className={classes.state}>What there is to ask is looked at once an hour.</p>
  const next = nextRoundAt && new Date(nextRoundAt).toLocaleString([], { dateStyle: 'medium', timeStyle: 'short' })
  return (
    <p className={classes.state}>
      {watched === 1 ? 'One model on a channel' : `${watched} models on channels`}
      {active ? ', asked regularly' : ', asked only when you press “Ask now”'}.{' '}
      {lastRoundAt && (
        <>
          Last <TimeAgo at={lastRoundAt} />.{' '}
        </>
      )}
      {active && next && `Next from ${next}.`}
    </p>
  )
}

/** Whether models are asked, and how often. */
export function QualitySettingsSection({ quality, change }: Props) {
  const { probing, roundsPerDay } = quality.settings
  return (
    <Section
      title="Questions"
      about="Eleven short questions in a round, some 1,000 tokens for each model on each channel. Nobody is billed for them. By itself: as soon as there is a channel to a real provider."
    >
      <div className={classes.settings}>
        <SegmentedControl
          aria-label="Ask models"
          data={choices}
          value={probing}
          onChange={(value) => change({ probing: Probing.parse(value) })}
        />
        <NumberInput
          label="Rounds a day"
          min={1}
          max={24}
          clampBehavior="strict"
          defaultValue={roundsPerDay}
          onBlur={({ target }) => {
            const rounds = Number(target.value)
            if (Number.isInteger(rounds) && rounds >= 1 && rounds !== roundsPerDay) change({ roundsPerDay: rounds })
          }}
        />
      </div>
      <State {...quality} />
    </Section>
  )
}
