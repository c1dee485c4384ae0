import { limitation } from '@vitrine/ledger'

export const limitations = [
  limitation('backups', {
    title: 'Backups made outside this program',
    why: 'An erasure does not reach copies that the operator makes with other tools. Its receipt names the day on which the last of them should be gone, and the earlier day from which recordings in them can’t be opened, because the copies of their keys are gone. What a restored copy brings back is erased again before anybody can see it.',
  }),
  limitation('residue', {
    title: 'Traces in the database’s own files',
    why: 'PostgreSQL keeps deleted rows until it cleans their pages up, its write-ahead log until that is reused or for as long as an operator archives it, and files of a large sort until the query ends. Free-form content is encrypted before it gets there; titles, page addresses, and names and e-mail addresses of members are not. Its statistics hold no values of what is said about people, and the job queue holds ids only.',
  }),
  limitation('detectors', {
    title: 'Personal data that no rule recognises',
    why: 'Masking finds known shapes, such as e-mail addresses and card numbers. A name written into ordinary text stays readable unless the project masks that place or chooses the strict mode.',
  }),
  limitation('visitor-requests', {
    title: 'Visitors whom a site does not identify',
    why: 'Where the client’s site says who its visitors are, everything of one visitor can be seen, copied and erased at once. Reports of others have to be found by hand; then each can be copied and erased by itself or with its project.',
  }),
  limitation('images', {
    title: 'Pictures in a replay',
    why: 'Images are kept only where the page itself may read them and they are not too large. Others, and all of them in projects that keep none, appear as empty boxes in the replay.',
  }),
  limitation('objections', {
    title: 'Objections to a new recipient',
    why: 'Clients are told by e-mail and may object on the privacy page of their organization until the notice ends. The operator is told and has to act on it: the program does not keep a recipient from being used before its notice ends, nor for one organization alone.',
  }),
]
