import type { Scope } from '@vitrine/protocol'

/** What a token may do, in words. */
export const scopes: readonly { value: Scope; label: string; may: string; platform?: true }[] = [
  { value: 'read', label: 'Read', may: 'Reports, replays, members, settings.' },
  { value: 'triage', label: 'Triage', may: 'Read, and change status, assignee and title of reports.' },
  { value: 'administer', label: 'Administer', may: 'Triage, and change settings and members.' },
  { value: 'erase', label: 'Erase', may: 'Erase data for good, and see what became of it.' },
  { value: 'export', label: 'Export', may: 'Ask for copies of data.' },
  { value: 'platform', label: 'Run the installation', may: 'What only platform admins may.', platform: true },
]
