import {
  defaulted,
  id,
  nullable,
  operational,
  personal,
  refers,
  table,
  telemetry,
  text,
  timestamp,
} from '@vitrine/ledger'
import { debugging } from '../capture/index.ts'

export const reports = table(
  'reports',
  {
    what: 'Problems that visitors reported, as agents triage them.',
    activity: debugging,
    subjects: ['visitor', 'member'],
    keep: { window: 'project', from: 'created_at', unfinished: { without: 'received_at', days: 2 } },
    region: 'home',
    subject: 'report',
  },
  {
    id: id(),
    project_id: refers('projects'),
    visitor_id: nullable(refers('visitors')),
    title: text(
      personal('content', {
        about: 'visitor',
        masked: true,
        what: 'Title: the first line of the description until an agent changes it.',
      }),
    ),
    status: text(operational('operation', { what: 'How far it has come.' })),
    assignee_id: nullable(
      refers('users', 'clear', operational('reference', { about: 'member', what: 'Who looks after it, by their id.' })),
    ),
    page_url: text(telemetry('behaviour', { masked: true, about: 'visitor', what: 'Address of the page.' })),
    created_at: defaulted(timestamp(operational('operation', { what: 'When it was sent.' }))),
    updated_at: defaulted(timestamp(operational('operation', { what: 'When it was last changed.' }))),
    received_at: nullable(timestamp(operational('operation', { what: 'When the last piece had arrived.' }))),
  },
)
