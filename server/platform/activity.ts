import { activity } from '@vitrine/ledger'

/** What any program that runs has to keep about itself. */
export const operation = activity('operation', {
  title: 'Running the service',
  role: 'controller',
  purpose: 'Keeping the installation working and safe: queued work, counters, and logs that say what failed.',
  legalBasis: 'legitimate interests',
  subjects: ['member', 'visitor'],
  serves: 'security',
  safeguards: ['Only declared fields are stored or logged', 'Short retention'],
})
