import { limitation } from '@vitrine/ledger'

export const limitations = [
  limitation('backups', {
    title: 'Backups made outside this program',
    why: 'An erasure does not reach copies that the operator makes with other tools. Recordings in such copies are unreadable once the copy of their key has gone too.',
  }),
  limitation('residue', {
    title: 'Traces in the database’s own files',
    why: 'PostgreSQL keeps deleted rows, statistics and its write-ahead log until it reuses the space. Free-form content is encrypted before it gets there, titles and page addresses are not.',
  }),
  limitation('detectors', {
    title: 'Personal data that no rule recognises',
    why: 'Masking finds known shapes, such as e-mail addresses and card numbers. A name written into ordinary text stays readable unless the project masks that place or chooses the strict mode.',
  }),
  limitation('visitor-requests', {
    title: 'Visitors whom a site does not identify',
    why: 'Everything of one visitor is found where the client’s site says who they are. Reports of others are erased one by one or with their project.',
  }),
  limitation('images', {
    title: 'Pictures in a replay',
    why: 'Images from a site’s own servers are not stored and appear as empty boxes in the replay.',
  }),
  limitation('objections', {
    title: 'Objections to a new recipient',
    why: 'Clients are told by e-mail and may object by writing to the privacy contact. The program does not record objections, and does not keep an announced recipient from being used before its notice ends.',
  }),
]
