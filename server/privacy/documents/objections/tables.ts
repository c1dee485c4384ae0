import { id, nullable, operational, personal, refers, table, text, timestamp, uuid } from '@vitrine/ledger'
import { accountability } from '../../activity.ts'

export const recipientObjections = table(
  'recipient_objections',
  {
    what: 'Which organizations objected to a recipient that was announced to them, and why.',
    activity: accountability,
    subjects: ['client'],
    keep: { lifetime: 'until the organization is deleted' },
    region: 'control',
  },
  {
    id: id(),
    organization_id: refers('organizations'),
    notice_id: uuid(operational('reference', { what: 'Which announcement it answers, by its id.' })),
    recipient_id: text(operational('audit', { what: 'Which recipient.' })),
    member_id: nullable(
      refers('users', 'clear', operational('reference', { what: 'Who objected for it, by their id.' })),
    ),
    reason: text(personal('content', { what: 'Why, in the organization’s own words.' })),
    at: timestamp(operational('audit', { what: 'When.' })),
  },
)
