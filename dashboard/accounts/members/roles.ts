import type { ProjectRole } from '@vitrine/protocol'

/** What each role is for, in the words shown beside the choice. */
export const roles: readonly { value: ProjectRole; label: string; may: string }[] = [
  { value: 'admin', label: 'Admin', may: 'Everything, including members, masking, retention and deletion' },
  { value: 'agent', label: 'Agent', may: 'Watches replays, triages and assigns reports' },
  { value: 'viewer', label: 'Viewer', may: 'Reads reports and watches replays' },
]
