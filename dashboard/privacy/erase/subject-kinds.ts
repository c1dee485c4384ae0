import type { SubjectKind } from '@vitrine/protocol'

/** As people call them. */
export const kindNames: Readonly<Record<SubjectKind, string>> = {
  visitor: 'Visitor',
  recording: 'Recording',
  report: 'Report',
  member: 'Account',
  project: 'Project',
  organization: 'Organization',
}
