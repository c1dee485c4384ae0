import {
  activity,
  boolean,
  bytes,
  type Column,
  defaulted,
  id,
  integer,
  job,
  json,
  keyspace,
  type Meaning,
  nullable,
  operational,
  personal,
  refers,
  table,
  text,
  texts,
  timestamp,
  uuid,
} from '@vitrine/ledger'
import type { MaskingPolicy } from '@vitrine/masking'
import type { CaptureSettings, Language, Role, TriggerRule } from '@vitrine/protocol'

const triggerPaths = [
  '[].id',
  '[].name',
  '[].enabled',
  '[].when',
  '[].conditions[].kind',
  '[].conditions[].message',
  '[].conditions[].level',
  '[].conditions[].url',
  '[].conditions[].from',
  '[].conditions[].to',
  '[].conditions[].overMs',
  '[].conditions[].target',
  '[].conditions[].selector',
  '[].conditions[].name',
  '[].withinSeconds',
  '[].sampling',
  '[].coolDownSeconds',
  '[].action',
  '[].reason',
] as const

export const membership = activity('membership', {
  title: 'Accounts of the people who work here',
  role: 'controller',
  purpose: 'Letting members sign in, giving each the rights of their role, and showing afterwards who did what.',
  legalBasis: 'contract',
  subjects: ['member'],
  serves: 'accounts',
  safeguards: ['Passwords as bcrypt hashes', 'Tokens as SHA-256 only', 'Lock-out after repeated failures'],
})

const auditReason = 'The audit trail is a compliance record; it holds ids only, which name nobody once the row is gone.'
const kept = { keep: auditReason }
const who = operational('reference', { what: 'Who did it, by their id.' })
const role = (meaning: Meaning) => text(meaning) as Column<Role>
const language = () =>
  defaulted(text(operational('configuration', { what: 'Language in which we write to them.' })) as Column<Language>)

export const organizations = table(
  'organizations',
  {
    what: 'The companies that use this installation.',
    activity: membership,
    subjects: ['client'],
    keep: { lifetime: 'as long as the organization exists' },
    region: 'control',
    subject: 'organization',
  },
  {
    id: id(),
    name: text(operational('account', { what: 'Name.' })),
    second_step_required: defaulted(
      boolean(operational('configuration', { what: 'Whether its members must use two-step sign-in.' })),
    ),
    code: text(operational('account', { what: 'Short name, which people type when they register.' })),
    code_shape: defaulted(text(operational('account', { what: 'The same with what looks alike made alike.' }))),
    joins_as: nullable(role(operational('configuration', { what: 'As what its code lets people register.' }))),
    deletion_requested_at: nullable(
      timestamp(operational('account', { what: 'When an owner asked to have it deleted.' })),
    ),
    billing_email: nullable(text(personal('contact', { about: 'client', what: 'Where bills would be sent.' }))),
    alert_email: nullable(text(personal('contact', { about: 'client', what: 'Where warnings are sent.' }))),
    request_log_days: defaulted(
      integer(operational('configuration', { what: 'How many days it keeps the log of its requests to models.' })),
    ),
    created_at: defaulted(timestamp(operational('account', { what: 'Since when.' }))),
  },
)

export const users = table(
  'users',
  {
    what: 'The people who can sign in.',
    activity: membership,
    subjects: ['member'],
    keep: { lifetime: 'until the account is deleted' },
    region: 'control',
    subject: 'member',
  },
  {
    id: id(),
    email: text(personal('contact', { what: 'E-mail address.' })),
    display_name: text(personal('identity', { what: 'Name, as colleagues see it.' })),
    password_hash: nullable(text(personal('secret', { what: 'Password, as a bcrypt hash.' }))),
    platform_admin: defaulted(boolean(operational('account', { what: 'Whether they run the whole installation.' }))),
    language: language(),
    created_at: defaulted(timestamp(operational('account', { what: 'Since when.' }))),
    leaving_at: nullable(timestamp(operational('account', { what: 'Since when the account is being erased.' }))),
  },
)

export const projects = table(
  'projects',
  {
    what: 'Sites and apps of an organization, with their public key and settings.',
    activity: membership,
    subjects: ['client'],
    keep: { lifetime: 'as long as the project exists' },
    region: 'control',
    subject: 'project',
  },
  {
    id: id(),
    organization_id: refers('organizations'),
    name: text(operational('configuration', { what: 'Name.' })),
    public_key: text(operational('configuration', { what: 'Public key, which the snippet shows.' })),
    origins: texts(operational('configuration', { what: 'Sites on which the snippet may report.' })),
    masking: json<MaskingPolicy>(operational('configuration', { what: 'What is masked.' }), [
      'mode',
      'block[]',
      'mask[]',
      'unmask[]',
      'ignore[]',
    ]),
    retention_days: integer(operational('configuration', { what: 'How many days reports are kept.' })),
    recording_seconds: integer(
      operational('configuration', { what: 'How many seconds before a report are recorded.' }),
    ),
    capture: defaulted(
      json<CaptureSettings>(operational('configuration', { what: 'What else is captured.' }), [
        'canvas',
        'assets',
        'voice',
        'bodies[]',
        'sockets[]',
      ]),
    ),
    triggers: defaulted(
      json<TriggerRule[]>(operational('configuration', { what: 'When a report is offered.' }), triggerPaths),
    ),
    region: text(operational('configuration', { what: 'Region whose stores hold its data.' })),
    created_at: defaulted(timestamp(operational('configuration', { what: 'Since when.' }))),
  },
)

export const agentMemberships = table(
  'agent_memberships',
  {
    what: 'Who has which role in which organization or project.',
    activity: membership,
    subjects: ['member'],
    keep: { lifetime: 'until the membership is revoked' },
    region: 'control',
  },
  {
    id: id(),
    user_id: refers('users'),
    organization_id: refers('organizations'),
    project_id: nullable(refers('projects')),
    role: role(operational('account', { what: 'Role.' })),
    created_at: defaulted(timestamp(operational('account', { what: 'Since when.' }))),
  },
)

export const passwordResetTokens = table(
  'password_reset_tokens',
  {
    what: 'One-time links for the first admin, invitations, password resets, registrations and new e-mail addresses; who asked to be let in.',
    activity: membership,
    subjects: ['member'],
    keep: { until: 'expires_at' },
    region: 'control',
  },
  {
    id: id(),
    user_id: nullable(refers('users')),
    purpose: text(operational('account', { what: 'What the link is good for.' })),
    sha256: nullable(
      bytes(
        operational('secret', { what: 'SHA-256 of the token, which itself is not stored; none before it is sent.' }),
      ),
    ),
    email: nullable(text(personal('contact', { what: 'Whom the link is for, until it is used or lapses.' }))),
    display_name: nullable(text(personal('identity', { what: 'Name of the person it is for.' }))),
    organization_id: nullable(refers('organizations')),
    project_id: nullable(refers('projects')),
    role: nullable(role(operational('account', { what: 'The role that an invitation gives.' }))),
    registration_code_id: nullable(
      refers(
        'registration_codes',
        'clear',
        operational('reference', { what: 'The code typed to register, by its id.' }),
      ),
    ),
    invited_by: nullable(
      refers('users', 'clear', operational('reference', { what: 'Who invited or made the link, by their id.' })),
    ),
    language: language(),
    delivery: defaulted(
      text(operational('operation', { what: 'Whether it was shown, or how far its e-mail has come.' })) as Column<
        'shown' | 'waiting' | 'sent' | 'refused'
      >,
    ),
    expires_at: timestamp(
      operational('account', { what: 'One hour after it was made; 30 days for who asked to be let in.' }),
    ),
    used_at: nullable(timestamp(operational('account', { what: 'When it was used.' }))),
  },
)

export const installationSettings = table(
  'installation_settings',
  {
    what: 'What those who run the installation have set for all of it.',
    activity: membership,
    subjects: [],
    keep: { lifetime: 'as long as the installation exists' },
    region: 'control',
  },
  {
    name: text(operational('configuration', { what: 'Which setting.' })),
    value: text(operational('configuration', { what: 'Its value.' })),
  },
)

export const registrationCodes = table(
  'registration_codes',
  {
    what: 'Codes with which people register for an organization.',
    activity: membership,
    subjects: ['client'],
    keep: { until: 'expires_at' },
    region: 'control',
  },
  {
    id: id(),
    organization_id: refers('organizations'),
    role: role(operational('account', { what: 'The role that it gives.' })),
    sha256: bytes(operational('secret', { what: 'SHA-256 of the code; the code itself is shown once.' })),
    created_by: nullable(refers('users', 'clear', operational('reference', { what: 'Who made it, by their id.' }))),
    created_at: defaulted(timestamp(operational('account', { what: 'Since when.' }))),
    expires_at: timestamp(operational('account', { what: 'Until when it can be used.' })),
  },
)

export const membershipAuditLog = table(
  'membership_audit_log',
  {
    what: 'Who gave, changed or took away which membership, and when.',
    activity: membership,
    subjects: ['member'],
    keep: { indefinitely: 'Compliance record; ids only.' },
    region: 'control',
    chained: true,
  },
  {
    id: id(),
    at: defaulted(timestamp(operational('audit', { what: 'When.' }))),
    actor_kind: text(operational('audit', { what: 'Whether a member or the program did it.' })),
    actor_id: nullable(refers('users', kept, who)),
    action: text(operational('audit', { what: 'What happened.' })),
    user_id: refers('users', kept, operational('reference', { what: 'Whose membership, by their id.' })),
    organization_id: refers('organizations', kept),
    project_id: nullable(refers('projects', kept)),
    role: nullable(role(operational('audit', { what: 'Which role.' }))),
    address_mac: nullable(
      text(operational('audit', { what: 'From where: a keyed hash of the network address, which names no place.' })),
    ),
  },
)

export const auditLog = table(
  'audit_log',
  {
    what: 'Who did what to which project, report or setting.',
    activity: membership,
    subjects: ['member'],
    keep: { indefinitely: 'Compliance record; ids and names of actions only.' },
    region: 'each',
    chained: true,
  },
  {
    id: id(),
    at: defaulted(timestamp(operational('audit', { what: 'When.' }))),
    actor_kind: text(operational('audit', { what: 'Whether a member or the program did it.' })),
    actor_id: nullable(refers('users', kept, who)),
    action: text(operational('audit', { what: 'What was done, for example report.changed.' })),
    organization_id: nullable(refers('organizations', kept)),
    project_id: nullable(refers('projects', kept)),
    target_kind: text(operational('audit', { what: 'What kind of thing it was done to.' })),
    target_id: nullable(text(operational('audit', { what: 'Which one, by its id.' }))),
  },
)

export const mailRate = keyspace('mail-rate:{email_sha256}', {
  kind: 'counter',
  what: 'How many e-mails strangers have just caused to an address, by SHA-256 of it.',
  activity: membership,
  subjects: ['member'],
  holds: operational('operation'),
  ttl: { seconds: 3_600, why: 'Five an hour, so that nobody is flooded.' },
  survives: 'nothing',
  region: 'control',
})

export const invitationRate = keyspace('invitations:{id}', {
  kind: 'counter',
  what: 'How many invitations an organization has just sent or sent again.',
  activity: membership,
  subjects: ['client'],
  holds: operational('operation'),
  ttl: { seconds: 3_600, why: 'A hundred an hour, so that nobody sends letters to the whole world in our name.' },
  survives: 'nothing',
  region: 'control',
  of: 'organizations',
})

export const invitationRateTo = keyspace('invitations-to:{email_sha256}', {
  kind: 'counter',
  what: 'How often an address has just been invited, by anybody, by SHA-256 of it.',
  activity: membership,
  subjects: ['member'],
  holds: operational('operation'),
  ttl: { seconds: 3_600, why: 'Ten an hour, so that nobody is flooded.' },
  survives: 'nothing',
  region: 'control',
})

export const sendMailJob = job('accounts.send-mail', {
  what: 'Sends one e-mail. Addresses, names and links are put in when it is sent.',
  activity: membership,
  carries: {
    template: nullable(text(operational('operation', { what: 'Which letter.' }))),
    userId: nullable(uuid(operational('reference', { what: 'To which member, by their id.' }))),
    tokenId: nullable(uuid(operational('reference', { what: 'To the address of which one-time link, by its id.' }))),
    organizationId: nullable(
      uuid(operational('reference', { what: 'To the address for warnings of which organization, by its id.' })),
    ),
    data: json<Readonly<Record<string, string>>>(
      operational('reference', { what: 'Ids, counts and dates that the letter names.' }),
    ),
  },
})

export * from './audit-chain/tables.ts'
