import {
  activity,
  type Column,
  id,
  integer,
  keyspace,
  nullable,
  operational,
  recipient,
  refers,
  sealed,
  table,
  text,
  texts,
  timestamp,
} from '@vitrine/ledger'
import type { ChannelState, Strategy } from './supply.ts'

export const supplying = activity('supplying', {
  title: 'Ways to model providers',
  role: 'controller',
  purpose:
    'Reaching the model providers that the operator or an organization has chosen, with the credentials that they gave for it.',
  legalBasis: 'contract',
  subjects: ['client'],
  safeguards: [
    'Credentials encrypted, never shown again, and sent to their own provider only',
    'Only the hosts that stand in a channel or a credential are called',
    'What is asked and answered passes through and is stored nowhere',
  ],
})

const about = { activity: supplying, subjects: ['client'], region: 'control' } as const
const setting = (what: string) => operational('configuration', { what })
const ms = (what: string) => integer(setting(`${what}, in milliseconds.`))
const when = (what: string) => timestamp(operational('operation', { what }))

/** What a way to a provider consists of, whoever it belongs to. */
const access = {
  provider: text(setting('Which kind of provider.')),
  name: text(setting('What people call it.')),
  base_url: text(setting('Where the provider is reached.')),
  hosts: texts(setting('The host in it, which alone is called.')),
  credential: sealed(operational('secret', { what: 'What the provider knows us by, encrypted.' })),
}

export const relayChannels = table(
  'relay_channels',
  {
    what: 'The operator’s ways to model providers: for all organizations, or for one.',
    ...about,
    keep: { lifetime: 'until the operator removes it' },
  },
  {
    id: id(),
    organization_id: nullable(refers('organizations')),
    ...access,
    region: nullable(text(setting('Where the provider says that it works on requests.'))),
    weight: integer(setting('Its share among equals.')),
    state: text(setting('Whether it is used: on, off, or only for what runs.')) as Column<ChannelState>,
    concurrent: nullable(integer(setting('How many requests at once each machine sends there.'))),
    connect_ms: ms('How long connecting may take'),
    first_token_ms: ms('How long the beginning of an answer may take'),
    idle_ms: ms('How long an answer may pause'),
    total_ms: ms('How long an answer may take in all'),
    tested_at: nullable(when('When its credential was last found to be good.')),
    created_at: when('Since when.'),
  },
)

export const relayRoutes = table(
  'relay_routes',
  {
    what: 'Which names of models clients may ask for, and how their requests find a way: for all organizations, or for one.',
    ...about,
    keep: { lifetime: 'until the operator removes it' },
  },
  {
    id: id(),
    organization_id: nullable(refers('organizations')),
    model: text(setting('The name of the model, as clients ask for it.')),
    strategy: text(setting('How one of its ways is chosen.')) as Column<Strategy>,
    attempts: integer(setting('How many attempts a request may have.')),
    created_at: when('Since when.'),
  },
)

export const relayTargets = table(
  'relay_targets',
  {
    what: 'The ways that the requests for a model may take.',
    ...about,
    keep: { with: 'relay_routes' },
  },
  {
    id: id(),
    organization_id: nullable(refers('organizations')),
    route_id: refers('relay_routes'),
    channel_id: refers('relay_channels'),
    model: text(setting('The provider’s own name of the model.')),
    priority: integer(setting('The lower, the earlier.')),
    weight: integer(setting('Its share among equals.')),
  },
)

export const providerCredentials = table(
  'provider_credentials',
  {
    what: 'The credentials with which an organization reaches model providers of its own.',
    ...about,
    keep: { lifetime: 'until the organization removes it' },
  },
  {
    id: id(),
    organization_id: refers('organizations'),
    ...access,
    tested_at: nullable(when('When it was last found to be good; without it, it is not used.')),
    created_at: when('Since when.'),
  },
)

export const relayNodes = keyspace('relay-nodes', {
  kind: 'set',
  what: 'Which machines of the relay run: random names.',
  activity: supplying,
  subjects: [],
  holds: operational('operation'),
  ttl: { seconds: 30, why: 'A machine says every few seconds that it runs.' },
  survives: 'nothing',
  region: 'control',
})

export const relayNodeHealth = keyspace('relay-health-of-node:{node}', {
  kind: 'value',
  what: 'How the operator’s channels to providers did on a machine in the last hour: tries, faults and latencies by the minute.',
  activity: supplying,
  subjects: [],
  holds: operational('operation'),
  ttl: { seconds: 30, why: 'A machine says every few seconds how it is.' },
  survives: 'nothing',
  region: 'control',
})

export const supplyNews = keyspace('relay-supply', {
  kind: 'channel',
  what: 'That channels, routes or credentials have changed, so that every machine reads them again.',
  activity: supplying,
  subjects: ['client'],
  holds: operational('operation'),
  ttl: { seconds: 1, why: 'Messages are not kept.' },
  // Other processes on this machine hear it too.
  survives: 'restart',
  region: 'control',
})

/** A little longer than the longest pause of a breaker. */
const openSeconds = 900

export const openChannels = keyspace('relay-open-channel:{id}', {
  kind: 'value',
  what: 'Which machines leave a channel alone because it failed.',
  activity: supplying,
  subjects: ['client'],
  holds: operational('operation'),
  ttl: { seconds: openSeconds, why: 'By then it was tried again, or the machine is gone.' },
  survives: 'restart',
  region: 'control',
})

const receives = ['content', 'secret'] as const
const safeguards = [
  'Only the hosts that were entered are called, encrypted, and none at private addresses unless the operator allows it',
  'Neither prompts nor answers are stored on the way',
  'The provider is not told which organization or person asks',
]

export const modelProvider = recipient('model-provider', {
  name: 'Model providers that the operator chose',
  role: 'sub-processor',
  purpose: 'Answer what programs of organizations ask language models through this installation.',
  hosts: { column: 'relay_channels.hosts', privateWhen: 'privateProviders' },
  location: 'the operator’s choice',
  receives,
  about: ['client'],
  keeps: 'As the operator has agreed with them.',
  safeguards,
  notice:
    'Requests to language models are answered by providers that the operator chose. They receive what the programs of an organization send through this installation to a model.',
})

export const ownModelProvider = recipient('own-model-provider', {
  name: 'Model providers that organizations chose',
  role: 'recipient',
  purpose: 'Answer what programs of an organization ask language models with credentials of its own.',
  hosts: { column: 'provider_credentials.hosts' },
  location: 'the organization’s choice',
  receives,
  about: ['client'],
  keeps: 'As the organization has agreed with them.',
  safeguards,
  notice:
    'An organization may have its requests to language models answered by providers of its own choice, with credentials of its own.',
})
