import { SegmentedControl } from '@mantine/core'
import { IconFileText } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { Recording, ReportDetail } from '@vitrine/protocol'
import { useState } from 'react'
import { DetailsPanel } from '../../capture/panels/details-panel.tsx'
import { Panels } from '../../capture/panels/panels.tsx'
import { ReplayProvider } from '../../capture/replay/replay-provider.tsx'
import { ReplayStage } from '../../capture/replay/replay-stage.tsx'
import { VoiceAlone } from '../../capture/voice/voice-alone.tsx'
import { VoiceBar } from '../../capture/voice/voice-bar.tsx'
import { useMayAs } from '../../shell/me.ts'
import classes from './report-page.module.css'

type Props = { report: ReportDetail; startMs: number | undefined; onMoment: (ms: number) => void }

function WithoutReplay({ report, recording }: { report: ReportDetail; recording: Recording }) {
  return (
    <div className={classes.single}>
      <div>
        <p className={classes.note}>
          <IconFileText size={18} aria-hidden />
          <span>
            This report is the visitor's description, without a replay: recording is off for this project, or the
            visitor's browser had nothing to send.{' '}
            <Link to="/projects/$projectId/settings" params={{ projectId: report.projectId }}>
              Settings
            </Link>
          </span>
        </p>
        {recording.voice && <VoiceAlone recordingId={recording.id} />}
        <DetailsPanel report={report} recording={recording} />
      </div>
    </div>
  )
}

/** What arrived with the report: replay and panels, or the description alone. */
export function ReportBody({ report, startMs, onMoment }: Props) {
  const { recordings } = report
  const [chosen, setChosen] = useState(0)
  const mayDelete = useMayAs('admin', report.projectId)
  const recording = recordings[chosen] ?? recordings[0]
  if (!recording) return null
  if (recording.blocks.length === 0) return <WithoutReplay report={report} recording={recording} />
  return (
    <ReplayProvider key={recording.id} recording={recording} startMs={startMs} onMoment={onMoment}>
      <div className={classes.body}>
        <ReplayStage
          below={recording.voice && <VoiceBar recording={recording} voice={recording.voice} mayDelete={mayDelete} />}
        >
          {recordings.length > 1 && (
            <SegmentedControl
              className={classes.which}
              size="xs"
              aria-label="Recording"
              value={String(chosen)}
              onChange={(value) => setChosen(Number(value))}
              data={recordings.map((_, index) => ({ value: String(index), label: `Recording ${index + 1}` }))}
            />
          )}
        </ReplayStage>
        <Panels report={report} recording={recording} />
      </div>
    </ReplayProvider>
  )
}
