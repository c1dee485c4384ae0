import { activity } from '@vitrine/ledger'

/** What the operator has to be able to show. */
export const accountability = activity('accountability', {
  title: 'Keeping the promises of the privacy page',
  role: 'controller',
  purpose: 'Deleting what is due or asked for, and being able to show that it happened.',
  legalBasis: 'legal obligation',
  subjects: ['visitor', 'member'],
  serves: 'accountability',
  safeguards: ['Ids only', 'Every place is read back after an erasure'],
})
