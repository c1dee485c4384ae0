import { inventorySections } from '../inventory-tables.ts'
import type { Block, Card, Section } from '../model.ts'
import { fact, listed, textBlock, whose } from '../parts.ts'
import type { ActivitySummary, PrivacyPage } from '../privacy-page.ts'
import { noRecipients } from '../recipients.ts'
import { browserTable } from './browser-storage.ts'

const card = (activity: ActivitySummary): Card => ({
  id: activity.id,
  title: activity.title,
  text: activity.purpose,
  facts: [
    fact('whose', 'Whose data', whose(activity.subjects)),
    fact('kinds', 'Kinds', activity.categories.join(', ') || 'records of the service only'),
    fact(
      'role',
      'Role',
      activity.role === 'controller' ? 'controller: decides why and how' : 'processor: acts for the site’s owner',
    ),
    fact('basis', 'Legal basis', activity.legalBasis),
  ],
  notes: activity.safeguards,
})

const retention = (page: PrivacyPage): Block => ({
  kind: 'table',
  id: 'retention',
  caption: 'Retention',
  columns: [
    { id: 'activity', title: 'Activity' },
    { id: 'kept', title: 'Kept' },
  ],
  rows: page.activities.map(({ id, title, kept }) => ({
    id,
    cells: { activity: title, kept: listed(kept, 'nothing stored') },
  })),
  empty: 'Nothing is kept.',
})

const recipients = (page: PrivacyPage): Block => ({
  kind: 'table',
  id: 'recipients',
  caption: 'Recipients',
  columns: [
    { id: 'who', title: 'Who' },
    { id: 'role', title: 'Role' },
    { id: 'why', title: 'Why' },
    { id: 'receives', title: 'Receives' },
    { id: 'country', title: 'Where' },
    { id: 'keeps', title: 'Keeps' },
  ],
  rows: page.recipients.map(({ id, name, role, purpose, receives, location, keeps }) => ({
    id,
    cells: { who: name, role, why: purpose, receives: receives.join(', '), country: location, keeps },
  })),
  empty: noRecipients,
})

const requests = ({ operator, publicUrl }: PrivacyPage): Block[] => [
  textBlock(
    `You can ask what is stored about you, have it corrected or deleted, receive a copy, or object. If you sent a report on somebody’s site, that site’s owner decides: ask them, or write to ${operator.privacyContact} and the request is passed on. You may also complain to a data protection authority.`,
  ),
  textBlock(
    `Erasing a report, a recording or a project destroys its encryption keys first, deletes it everywhere, then reads every place on this page again. The outcome is shown per place. Administrators do it in the dashboard, programs with POST ${publicUrl}/v1/data-deletion.`,
  ),
]

/** The public page, from its data: versions of any age are shown by the same code. */
export const privacySections = (page: PrivacyPage): Section[] => [
  {
    id: 'activities',
    title: 'What is done, and why',
    blocks: [{ kind: 'cards', cards: page.activities.map(card) }],
  },
  { id: 'inventory', title: 'Everything that is stored', blocks: [], sections: inventorySections(page.inventory) },
  {
    id: 'retention',
    title: 'How long it is kept',
    blocks: [
      retention(page),
      textBlock(
        'A sweep runs twice an hour, deletes what is past its time and records how late it was. Nothing is kept merely because nobody deleted it.',
      ),
    ],
  },
  { id: 'recipients', title: 'Who receives it', blocks: [recipients(page)] },
  { id: 'browser', title: 'What stays in a browser', blocks: [browserTable('browser', page.browser)] },
  { id: 'requests', title: 'Your rights', blocks: requests(page) },
  {
    id: 'limitations',
    title: 'What this installation does not do',
    blocks: [
      {
        kind: 'facts',
        facts: page.limitations.map(({ id, title, why }) => fact(id, title, why)),
      },
    ],
  },
]
