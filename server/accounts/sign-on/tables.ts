import {
  boolean,
  bytes,
  type Column,
  id,
  keyspace,
  nullable,
  operational,
  personal,
  recipient,
  refers,
  sealed,
  table,
  text,
  texts,
  timestamp,
} from '@vitrine/ledger'
import type { SignOnRole } from '@vitrine/protocol'
import { membership } from '../tables.ts'

export const signOnProviders = table(
  'sign_on_providers',
  {
    what: 'The identity providers through which organizations let their members sign on.',
    activity: membership,
    subjects: ['client'],
    keep: { lifetime: 'until the organization removes it' },
    region: 'control',
  },
  {
    id: id(),
    organization_id: refers('organizations'),
    issuer: sealed(operational('secret', { what: 'Address of the provider, encrypted.' })),
    client_id: sealed(operational('secret', { what: 'The name by which the provider knows us, encrypted.' })),
    client_secret: sealed(operational('secret', { what: 'The secret that goes with it, encrypted.' })),
    hosts: texts(operational('configuration', { what: 'The provider’s host names, which alone we call for it.' })),
    default_role: text(
      operational('configuration', { what: 'Role of those who come in for the first time.' }),
    ) as Column<SignOnRole>,
    only_sign_on: boolean(operational('configuration', { what: 'Whether passwords are refused for its domains.' })),
    checked_at: nullable(timestamp(operational('operation', { what: 'When the provider last answered.' }))),
    created_at: timestamp(operational('operation', { what: 'Since when.' })),
  },
)

export const signOnDomains = table(
  'sign_on_domains',
  {
    what: 'Domains of e-mail addresses for which an organization’s identity provider may speak.',
    activity: membership,
    subjects: ['client'],
    keep: { lifetime: 'until the organization removes it' },
    region: 'control',
  },
  {
    id: id(),
    organization_id: refers('organizations'),
    domain: text(operational('configuration', { what: 'The domain.' })),
    challenge: text(operational('configuration', { what: 'What its DNS has to say to prove whose it is.' })),
    proven_at: nullable(timestamp(operational('operation', { what: 'When that was proven.' }))),
    proven_by: nullable(text(operational('operation', { what: 'Whether DNS said so or the operator.' }))),
    created_at: timestamp(operational('operation', { what: 'Since when.' })),
  },
)

export const signOnIdentities = table(
  'sign_on_identities',
  {
    what: 'Which member an identity provider means by the name it has for them.',
    activity: membership,
    subjects: ['member'],
    keep: { lifetime: 'until the account is deleted' },
    region: 'control',
  },
  {
    id: id(),
    organization_id: refers('organizations'),
    user_id: refers('users'),
    subject_sha256: bytes(personal('reference', { what: 'SHA-256 of the provider’s name for the member.' })),
    created_at: timestamp(operational('account', { what: 'Since when.' })),
  },
)

export const signOnFlows = keyspace('sign-on-flow:{state_sha256}', {
  kind: 'value',
  what: 'A sign-on under way: which organization’s, what the answer must contain, where to go on to.',
  activity: membership,
  subjects: ['member'],
  holds: operational('secret'),
  ttl: { seconds: 600, why: 'Long enough to sign in at the identity provider.' },
  survives: 'nothing',
  region: 'control',
})

export const identityProvider = recipient('identity-provider', {
  name: 'Identity providers that organizations choose',
  role: 'recipient',
  purpose: 'Says who somebody is when an organization lets its members sign on at a provider of its own.',
  hosts: { column: 'sign_on_providers.hosts', privateWhen: 'privateSignOn' },
  location: 'the organization’s choice',
  receives: ['reference', 'secret', 'contact'],
  about: ['member'],
  keeps: 'As the organization has agreed with it.',
  safeguards: [
    'Only the hosts that the organization entered are called, encrypted, and none at private addresses unless the operator allows it',
    'It learns who signs on here, nothing of what they do',
  ],
  notice:
    'An organization may let its members sign on at an identity provider of its own choice. The provider learns when they sign on here.',
})

export const nameServers = recipient('name-servers', {
  name: 'Name servers',
  role: 'recipient',
  purpose: 'Tell where a host is, and whether an organization has proven that a domain is its own.',
  hosts: { setting: 'dnsServers', asks: ['sign_on_domains.domain', 'sign_on_providers.hosts'] },
  location: 'where the machine’s network or the operator has them; they pass questions on to those of each domain',
  receives: ['configuration'],
  about: ['client'],
  keeps: 'Their own logs, as agreed with whoever runs them.',
  safeguards: [
    'They are asked for names of hosts and domains only, never for an e-mail address or for anything of visitors',
    'Names that lead to private addresses are not called on an organization’s word',
  ],
  notice:
    'To find the servers of other recipients, and to see that a domain belongs to an organization, name servers are asked for host and domain names. They receive nothing else.',
})
