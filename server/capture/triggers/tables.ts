import { activity, defaulted, id, operational, refers, table, telemetry, text, timestamp, uuid } from '@vitrine/ledger'

export const triggering = activity('triggers', {
  title: 'Rules that offer a report',
  role: 'processor',
  purpose:
    'Offering the visitor to report a problem in the moment it happens, and finding that moment in the recording.',
  legalBasis: "controller's instructions",
  subjects: ['visitor'],
  serves: 'support',
  onlyWith: 'triggers',
  safeguards: [
    'Rules are decided in the browser; nothing leaves it before the visitor sends a report',
    'What made a rule fire is masked',
  ],
})

export const triggerEvents = table(
  'trigger_events',
  {
    what: 'Rules that fired on the page before a report was sent, and what the visitor did about the offer.',
    activity: triggering,
    subjects: ['visitor'],
    keep: { window: 'project', from: 'created_at' },
    region: 'home',
  },
  {
    id: id(),
    project_id: refers('projects'),
    report_id: refers('reports'),
    rule_id: uuid(operational('reference', { what: 'Which rule.' })),
    at: timestamp(telemetry('behaviour', { what: 'When it fired.' })),
    action: text(operational('operation', { what: 'What it did: an offer, or a mark in the recording.' })),
    cause: text(telemetry('behaviour', { masked: true, what: 'What made it fire.' })),
    answer: text(telemetry('behaviour', { what: 'What the visitor did with the offer.' })),
    created_at: defaulted(timestamp(operational('operation', { what: 'When it arrived.' }))),
  },
)
