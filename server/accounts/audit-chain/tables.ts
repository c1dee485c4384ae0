import {
  activity,
  bigint,
  id,
  integer,
  job,
  nullable,
  operational,
  table,
  text,
  texts,
  timestamp,
  uuid,
} from '@vitrine/ledger'

export const auditing = activity('auditing', {
  title: 'Proof that the audit trail is whole',
  role: 'controller',
  purpose: 'Being able to show who did what, and that nobody has changed the record of it since.',
  legalBasis: 'legal obligation',
  subjects: ['member'],
  safeguards: ['Ids only', 'The database refuses changes', 'Signed hash chain, verifiable without this installation'],
})

const audit = (what: string) => operational('audit', { what })
const which = operational('reference', { what: 'Which entry, by its id.' })

export const auditWaiting = table(
  'audit_waiting',
  {
    what: 'Which entries of the audit logs wait for the next seal.',
    activity: auditing,
    subjects: [],
    keep: { lifetime: 'until the next seal, a few minutes' },
    region: 'each',
  },
  { log: text(audit('In which log.')), id: uuid(which) },
)

export const auditSeals = table(
  'audit_seals',
  {
    what: 'Seals over the audit logs: each signs a number of entries and the seal before it, so that no entry can be changed, removed or slipped in unnoticed.',
    activity: auditing,
    subjects: [],
    keep: { indefinitely: 'Without them the audit trail proves nothing; hashes and ids only.' },
    region: 'each',
  },
  {
    number: integer(audit('Its place in the chain.')),
    sealed_at: timestamp(audit('When.')),
    count: integer(audit('How many entries it covers.')),
    first: uuid(which),
    last: uuid(which),
    entries: texts(audit('The log and the id of each entry, in order.')),
    rows_hash: text(audit('SHA-256 over the entries.')),
    previous: text(audit('Hash of the seal before.')),
    hash: text(audit('SHA-256 over all that.')),
    signature: text(audit('The installation’s signature.')),
  },
)

export const auditChecks = table(
  'audit_checks',
  {
    what: 'When the audit chain was read again from its beginning, and what was found.',
    activity: auditing,
    subjects: [],
    keep: { days: 400, from: 'checked_at' },
    region: 'each',
  },
  {
    id: id(),
    checked_at: timestamp(audit('When.')),
    seals: integer(audit('How many seals were read.')),
    entries: bigint(audit('How many entries.')),
    whole_until: nullable(timestamp(audit('Until when it is complete and unaltered.'))),
    faults: texts(audit('What is wrong, in words.')),
  },
)

export const sealAuditJob = job('accounts.seal-audit', {
  what: 'Seals the entries of the audit logs that have come since the last seal.',
  activity: auditing,
  carries: {},
})

export const checkAuditJob = job('accounts.check-audit', {
  what: 'Reads the audit chain again from its beginning.',
  activity: auditing,
  carries: {},
})

export const retireKeysJob = job('accounts.retire-keys', {
  what: 'Destroys root keys that have been replaced and whose time is over.',
  activity: auditing,
  carries: {},
})
