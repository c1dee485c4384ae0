import type { Capability, ProjectView } from '@vitrine/ledger'
import type { ProjectRow } from '../../accounts/index.ts'

const modes = {
  strict: 'strict: all text is hidden unless it is allowed',
  balanced: 'balanced: inputs and known shapes of personal data are hidden',
  open: 'open: only known shapes of personal data are hidden',
} as const

const counted = (count: number, one: string, many: string, none: string): string =>
  count === 0 ? none : count === 1 ? `one ${one}` : `${count} ${many}`

/** What of a project's settings changes what its documents say. */
export function projectView(project: ProjectRow, organization: string): ProjectView {
  const { masking, capture, triggers, recording_seconds: seconds } = project
  const off: [Capability, boolean][] = [
    ['recording', seconds === 0],
    ['voice', !capture.voice],
    ['assets', !capture.assets || seconds === 0],
    ['triggers', triggers.length === 0],
  ]
  return {
    name: project.name,
    organization,
    region: project.region,
    retentionDays: project.retention_days,
    off: off.flatMap(([capability, isOff]) => (isOff ? [capability] : [])),
    settings: [
      ['Kept', `${project.retention_days} ${project.retention_days === 1 ? 'day' : 'days'}`],
      ['Region', project.region],
      ['Sites', project.origins.join(', ') || 'none yet'],
      ['Masking', modes[masking.mode]],
      [
        'Recording',
        seconds === 0 ? 'off: reports come without a replay' : `the last ${seconds} seconds before a report`,
      ],
      ['Voice notes', capture.voice ? 'offered' : 'off'],
      ['Pictures and fonts', capture.assets ? 'kept with the report' : 'not kept'],
      ['Pictures of canvases', capture.canvas ? 'recorded; pixels can’t be masked' : 'off'],
      ['Bodies of requests', counted(capture.bodies.length, 'address', 'addresses', 'none')],
      ['WebSocket messages', counted(capture.sockets.length, 'address', 'addresses', 'none')],
      ['Rules that offer a report', counted(triggers.length, 'rule', 'rules', 'none')],
    ],
  }
}
