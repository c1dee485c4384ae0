import { Tabs } from '@mantine/core'
import type { Recording, ReportDetail } from '@vitrine/protocol'
import { useState } from 'react'
import { useShortcuts } from '../../ui/shortcuts.tsx'
import { ActionsPanel } from './actions-panel.tsx'
import { ConsolePanel } from './console-panel.tsx'
import { DetailsPanel } from './details-panel.tsx'
import { NetworkPanel } from './network-panel.tsx'
import classes from './panels.module.css'

const tabs = ['details', 'console', 'network', 'actions'] as const

type Props = { report: ReportDetail; recording: Recording }

/** Everything known beside the picture, in step with it. */
export function Panels({ report, recording }: Props) {
  const [tab, setTab] = useState<string | null>('details')
  const count = (kind: string) => recording.timeline.filter((entry) => entry.kind === kind).length
  useShortcuts(
    'Panels',
    tabs.map((name, index) => ({
      keys: String(index + 1),
      label: `Show ${name}`,
      run: () => setTab(name),
    })),
  )
  return (
    <Tabs className={classes.panels} value={tab} onChange={setTab} keepMounted={false} aria-label="Panels">
      <Tabs.List className={classes.tabs}>
        <Tabs.Tab value="details">Details</Tabs.Tab>
        <Tabs.Tab value="console" rightSection={<Count of={recording.console.length + count('error')} />}>
          Console
        </Tabs.Tab>
        <Tabs.Tab value="network" rightSection={<Count of={count('request')} />}>
          Network
        </Tabs.Tab>
        <Tabs.Tab value="actions">Actions</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="details" className={classes.panel}>
        <DetailsPanel report={report} recording={recording} />
      </Tabs.Panel>
      <Tabs.Panel value="console" className={classes.panel}>
        <ConsolePanel />
      </Tabs.Panel>
      <Tabs.Panel value="network" className={classes.panel}>
        <NetworkPanel />
      </Tabs.Panel>
      <Tabs.Panel value="actions" className={classes.panel}>
        <ActionsPanel />
      </Tabs.Panel>
    </Tabs>
  )
}

const Count = ({ of }: { of: number }) => (of === 0 ? null : <span className={classes.count}>{of}</span>)
