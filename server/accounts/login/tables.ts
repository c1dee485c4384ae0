import type { Column } from '@vitrine/ledger'
import {
  bigint,
  bytes,
  defaulted,
  id,
  keyspace,
  nullable,
  operational,
  personal,
  refers,
  sealed,
  table,
  text,
  texts,
  timestamp,
} from '@vitrine/ledger'
import { refreshCookie, type Scope } from '@vitrine/protocol'
import { membership } from '../tables.ts'

/** What is kept of a sign-in, field by field. */
export const loginFields = {
  browser: personal('device', { what: 'Kind of browser and system, in words such as "Firefox on Linux".' }),
  current: operational('secret', { what: 'SHA-256 of the token that renews the sign-in next.' }),
  previous: operational('secret', { what: 'SHA-256 of the token before, to notice a stolen one.' }),
  startedAt: personal('behaviour', { what: 'Since when.' }),
  rotatedAt: personal('behaviour', { what: 'Last used, to some ten minutes.' }),
}

const signedIn = {
  kind: 'map',
  activity: membership,
  subjects: ['member'],
  holds: operational('secret'),
  entries: loginFields,
  ttl: refreshCookie.ttl,
  survives: 'restart',
  region: 'control',
} as const

/** One key for all of a member's sign-ins: the list of them can't differ from what there is. */
export const ownLogins = keyspace('logins:{id}', {
  what: 'Where a member is signed in.',
  of: 'users',
  ...signedIn,
})

export const signOnLogins = keyspace('sign-on-logins:{organization_id}:{user_id}', {
  what: 'Where a member is signed in by an organization’s identity provider, which reaches that organization alone.',
  of: 'sign_on_identities',
  ...signedIn,
})

export const apiTokens = table(
  'api_tokens',
  {
    what: 'Tokens with which programs call the REST API on a member’s behalf.',
    activity: membership,
    subjects: ['member'],
    keep: { until: 'expires_at' },
    region: 'control',
  },
  {
    id: id(),
    user_id: refers('users'),
    label: text(operational('account', { what: 'What it is for.' })),
    prefix: text(operational('account', { what: 'Its first characters, to tell it from others.' })),
    sha256: bytes(operational('secret', { what: 'SHA-256 of the token; the token itself is shown once.' })),
    scopes: texts(operational('account', { what: 'What it may do.' })) as Column<Scope[]>,
    organization_id: nullable(refers('organizations')),
    project_id: nullable(refers('projects')),
    created_at: defaulted(timestamp(operational('account', { what: 'Since when.' }))),
    expires_at: nullable(
      timestamp(operational('account', { what: 'When it lapses; the installation’s own one is replaced instead.' })),
    ),
    last_used_on: nullable(timestamp(operational('account', { what: 'The day on which it was last used.' }))),
  },
)

export const secondFactors = table(
  'second_factors',
  {
    what: 'The authenticator apps with which members take the second step of signing in.',
    activity: membership,
    subjects: ['member'],
    keep: { lifetime: 'until two-step sign-in is switched off or the account is deleted' },
    region: 'control',
  },
  {
    id: id(),
    user_id: refers('users'),
    secret: sealed(personal('secret', { what: 'The secret shared with the app, encrypted.' })),
    last_step: nullable(bigint(operational('secret', { what: 'Which code was used last, so that it works once.' }))),
    created_at: timestamp(operational('account', { what: 'When it was shown.' })),
    confirmed_at: nullable(timestamp(operational('account', { what: 'When a first code proved that it works.' }))),
  },
)

export const recoveryCodes = table(
  'recovery_codes',
  {
    what: 'One-time codes for whoever has lost the authenticator app; a used one is deleted.',
    activity: membership,
    subjects: ['member'],
    keep: { lifetime: 'until it is used, replaced, or two-step sign-in is switched off' },
    region: 'control',
  },
  {
    id: id(),
    user_id: refers('users'),
    sha256: bytes(personal('secret', { what: 'SHA-256 of the code; the code itself is shown once.' })),
  },
)

export const signInRate = keyspace('sign-in-rate:{address_mac}', {
  kind: 'counter',
  what: 'How often an address has just tried to sign in or to use a one-time link, by a keyed hash of the address.',
  activity: membership,
  subjects: ['member'],
  holds: operational('operation'),
  ttl: { seconds: 60, why: 'The rate limit counts by the minute.' },
  survives: 'nothing',
  region: 'control',
})

export const failedLogins = keyspace('failed-logins:{email_sha256}', {
  kind: 'counter',
  what: 'How often signing in has just failed, by SHA-256 of the e-mail address.',
  activity: membership,
  subjects: ['member'],
  holds: operational('secret'),
  ttl: { seconds: 900, why: 'From the last failure.' },
  survives: 'restart',
  region: 'control',
})

export const failedHere = keyspace('failed-logins-here:{device}', {
  kind: 'counter',
  what: 'How often signing in has just failed in a browser that its member has used before, by a random id.',
  activity: membership,
  subjects: ['member'],
  holds: operational('secret'),
  ttl: { seconds: 900, why: 'From the last failure.' },
  survives: 'restart',
  region: 'control',
})

export const failedCodes = keyspace('failed-codes:{id}', {
  kind: 'counter',
  what: 'How many wrong codes were given as the second step of a member’s sign-in, in browsers not used before.',
  activity: membership,
  subjects: ['member'],
  holds: operational('secret'),
  ttl: { seconds: 86_400, why: 'A day from the first, so that codes can’t be guessed slowly.' },
  survives: 'restart',
  region: 'control',
  of: 'users',
})
