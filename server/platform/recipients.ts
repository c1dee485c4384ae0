import { recipient } from '@vitrine/ledger'

/** The installation's own infrastructure, as far as somebody else runs it. */
export const database = recipient('database', {
  name: 'Database operator',
  role: 'sub-processor',
  purpose: 'Runs the PostgreSQL server that holds the tables listed on this page.',
  hosts: { setting: 'databaseUrl' },
  location: "the operator's choice",
  receives: [
    'account',
    'contact',
    'identity',
    'content',
    'behaviour',
    'device',
    'audit',
    'configuration',
    'operation',
    'reference',
    'secret',
  ],
  keeps: 'As listed for each entry; its own backups and logs as agreed with it.',
  safeguards: [
    'Free-form content arrives encrypted under keys of its own',
    'Encrypted connection when the address asks for it',
  ],
})

export const hosting = recipient('hosting', {
  name: 'Hosting provider',
  role: 'sub-processor',
  purpose: 'Runs the machine on which this installation lives; its reverse proxy may keep access logs.',
  hosts: [],
  activeWhen: 'operator.hosting',
  location: "the operator's choice",
  receives: ['device', 'operation'],
  keeps: 'Access logs for about 30 days.',
  safeguards: ['Stored objects are encrypted'],
})
