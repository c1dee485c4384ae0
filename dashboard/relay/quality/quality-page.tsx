import { Button, Skeleton } from '@mantine/core'
import { IconMicroscope, IconRefresh } from '@tabler/icons-react'
import { useState } from 'react'
import { Failure } from '../../shell/failure.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Page } from '../../ui/page.tsx'
import { Section } from '../../ui/section.tsx'
import { QualityGrid } from './quality-grid.tsx'
import { QualityHistory } from './quality-history.tsx'
import { QualitySettingsSection } from './quality-settings.tsx'
import { useQuality, type Way } from './use-quality.ts'

/** For platform admins: whether models are still what they were, channel by channel. */
export function QualityPage() {
  const { quality, ask, change, accept } = useQuality()
  const [chosen, choose] = useState<Way>()
  const channels = quality.data?.channels ?? []
  return (
    <Page
      width="wide"
      title="Model quality"
      about={
        <>
          Whether each model on each channel still answers as it did. Everybody sees{' '}
          <a href="/model-quality">the figures by model</a>, without channels.
        </>
      }
      actions={
        <Button leftSection={<IconRefresh size={16} />} loading={ask.isPending} onClick={() => ask.mutate()}>
          Ask now
        </Button>
      }
    >
      {quality.isError && <Failure error={quality.error} retry={() => void quality.refetch()} />}
      {quality.isPending && <Skeleton height={320} radius="lg" />}
      {quality.data && (
        <>
          <Section title="Models and channels" about="The latest verdict of each kind. A cell shows what was before.">
            {channels.length > 0 ? (
              <QualityGrid channels={channels} chosen={chosen} choose={choose} />
            ) : (
              <Empty icon={<IconMicroscope size={28} />} title="Nothing has been measured yet">
                With a channel to a provider, models are asked by themselves. “Ask now” does not wait for it.
              </Empty>
            )}
          </Section>
          {chosen && (
            <QualityHistory
              key={JSON.stringify(chosen)}
              way={chosen}
              accept={accept.mutate}
              accepting={accept.isPending}
            />
          )}
          <QualitySettingsSection quality={quality.data} change={change.mutate} />
        </>
      )}
    </Page>
  )
}
