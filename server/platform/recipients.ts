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
    'location',
    'audit',
    'configuration',
    'operation',
    'payment',
    'reference',
    'secret',
  ],
  keeps: 'As listed for each entry; its own backups and logs as agreed with it.',
  safeguards: [
    'Free-form content arrives encrypted under keys of its own',
    'Encrypted connection when the address asks for it',
  ],
  notice:
    'The database moves to a server that another company runs. It will hold every table that the privacy page lists; what visitors wrote and did arrives encrypted under keys that stay with us.',
})

export const keyStore = recipient('key-store', {
  name: 'Operator of the key database',
  role: 'sub-processor',
  purpose: 'Runs the PostgreSQL server that holds encryption keys, themselves encrypted, and ids of what was erased.',
  hosts: { setting: 'keysDatabaseUrl' },
  location: "the operator's choice",
  receives: ['secret', 'reference', 'operation', 'configuration', 'audit'],
  keeps: 'As listed for each entry; its backups for a shorter time than those of the database.',
  safeguards: ['Every key arrives encrypted under another', 'Encrypted connection when the address asks for it'],
  notice:
    'Encryption keys and the ids of what was erased move to a server that another company runs. Every key arrives encrypted under another, and the topmost stays with us.',
})

export const objectStore = recipient('object-store', {
  name: 'Object storage operator',
  role: 'sub-processor',
  purpose: 'Runs the S3 server that holds what recordings consist of, and copies of data on request.',
  hosts: { setting: 's3.address' },
  location: "the operator's choice",
  receives: ['behaviour', 'content', 'device', 'reference'],
  keeps: 'As long as the recording or the copy it belongs to; its own copies and logs as agreed with it.',
  safeguards: [
    'Every object arrives encrypted under a key of its recording’s, project’s or copy’s own',
    'Its names are random ids',
  ],
  notice:
    'Replays, voice notes, pictures and copies of data are kept with an object storage service. Every file arrives encrypted under a key of its own recording, project or copy, which stays with us.',
})

export const shortLivedStore = recipient('short-lived-store', {
  name: 'Operator of the short-lived store',
  role: 'sub-processor',
  purpose:
    'Runs the Redis server through which the machines of this installation share sign-ins, counters and messages.',
  hosts: { setting: 'redisUrl' },
  location: "the operator's choice",
  receives: ['operation', 'reference', 'secret', 'device', 'behaviour'],
  keeps: 'Until each entry lapses, as listed for it.',
  safeguards: [
    'Network addresses arrive as keyed hashes, e-mail addresses and tokens as hashes',
    'Encrypted connection when the address asks for it',
  ],
  notice:
    'Where members are signed in, counters and messages pass through a Redis server that another company runs. It receives no names and no content.',
})

export const smtp = recipient('smtp', {
  name: 'Mail relay',
  role: 'sub-processor',
  purpose:
    'Delivers the e-mails that this installation writes to its members, to those who are invited or register, and to where organizations want their warnings.',
  hosts: { setting: 'smtp.host' },
  location: "the operator's choice",
  receives: ['contact', 'identity', 'content', 'secret'],
  about: ['member', 'client'],
  keeps: 'Its own log for 30 days, unless agreed otherwise.',
  safeguards: [
    'Encrypted connection with a checked certificate, unless the operator switches it off',
    'Links in e-mails work once, for an hour',
  ],
  notice:
    'E-mails to members, to those who are invited or register, and to where organizations want their warnings are delivered by a mail relay that another company runs. It receives their addresses, names and what the e-mails say.',
})

export const keyService = recipient('key-service', {
  name: 'Key service',
  role: 'sub-processor',
  purpose: 'Encrypts and opens the keys under which all other keys of this installation are encrypted.',
  hosts: [],
  activeWhen: 'masterKeyCommand',
  location: "the operator's choice",
  receives: ['secret'],
  about: ['client'],
  keeps: 'Its own log of requests, as agreed with it.',
  safeguards: [
    'It receives the topmost keys, and neither data nor any other key',
    'The program that asks it is the operator’s own',
  ],
  notice:
    'The key above all other keys is held by a service that another company runs. It encrypts and opens our topmost keys, and receives no data.',
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
  notice:
    'The program runs on machines of a hosting company. It may see network addresses in the access logs of its reverse proxy.',
})
