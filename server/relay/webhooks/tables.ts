import {
  activity,
  boolean,
  type Column,
  id,
  integer,
  job,
  nullable,
  operational,
  recipient,
  refers,
  sealed,
  table,
  text,
  texts,
  timestamp,
  uuid,
} from '@vitrine/ledger'

export const notifying = activity('notifying', {
  title: 'Telling organizations’ own systems what happened',
  role: 'processor',
  purpose:
    'Calling an address that an organization entered when a balance is low, a budget is reached, a key changes or a channel fails.',
  legalBasis: "controller's instructions",
  subjects: ['client'],
  safeguards: [
    'Ids and amounts only; nothing of prompts, answers or people',
    'Signed, so that the receiver can tell it from a forgery',
    'Never to private addresses, never along redirects',
  ],
})

export const webhookEndpoints = table(
  'webhook_endpoints',
  {
    what: 'Addresses that organizations want called when something happens.',
    activity: notifying,
    subjects: ['client'],
    keep: { lifetime: 'until the organization removes it' },
    region: 'control',
  },
  {
    id: id(),
    organization_id: refers('organizations'),
    url: sealed(operational('secret', { what: 'The address, encrypted: its path may be a secret.' })),
    hosts: texts(operational('configuration', { what: 'Its host name, which alone is called for it.' })),
    secret: sealed(operational('secret', { what: 'With what we sign, encrypted.' })),
    previous_secret: nullable(sealed(operational('secret', { what: 'The one before, encrypted.' }))),
    previous_until: nullable(timestamp(operational('configuration', { what: 'Until when we sign with that too.' }))),
    events: texts(operational('configuration', { what: 'What it wants to hear of.' })),
    enabled: boolean(operational('configuration', { what: 'Whether it is called.' })),
    failing_since: nullable(timestamp(operational('operation', { what: 'Since when it has not answered.' }))),
    created_at: timestamp(operational('operation', { what: 'Since when.' })),
  },
)

export const webhookDeliveries = table(
  'webhook_deliveries',
  {
    what: 'Which calls to these addresses were made and how they went, without what was sent or answered.',
    activity: notifying,
    subjects: [],
    keep: { days: 30, from: 'happened_at' },
    region: 'control',
  },
  {
    id: id(),
    endpoint_id: refers('webhook_endpoints'),
    organization_id: refers('organizations'),
    event_id: uuid(operational('reference', { what: 'What happened, by an id of its own.' })),
    event: text(operational('operation', { what: 'What kind of thing happened.' })),
    of_kind: nullable(text(operational('reference', { what: 'Whether to a key, a project …' }))),
    of_id: nullable(uuid(operational('reference', { what: 'To which, by its id.' }))),
    amount: nullable({
      ...(text(operational('payment', { what: 'The balance or budget that it is about.' })) as Column<string>),
      sql: 'numeric(40,0)',
    }),
    happened_at: timestamp(operational('operation', { what: 'When.' })),
    state: text(operational('operation', { what: 'Whether it was delivered.' })) as Column<
      'waiting' | 'delivered' | 'failed'
    >,
    attempts: integer(operational('operation', { what: 'How often it was tried.' })),
    status: nullable(integer(operational('operation', { what: 'HTTP status of the last answer.' }))),
    failure: nullable(text(operational('operation', { what: 'Why the last try failed, in a word.' }))),
    next_at: nullable(timestamp(operational('operation', { what: 'When it is tried again.' }))),
    done_at: nullable(timestamp(operational('operation', { what: 'When it was delivered or given up.' }))),
  },
)

export const deliverWebhook = job('deliver-webhook', {
  what: 'Calls an address that an organization entered.',
  activity: notifying,
  carries: {
    delivery_id: refers('webhook_deliveries'),
    attempt: integer(operational('operation', { what: 'Which try it is.' })),
  },
})

export const webhookReceiver = recipient('webhook-receiver', {
  name: 'Addresses that organizations want called',
  role: 'recipient',
  purpose: 'Receives word when a balance is low, a budget is reached, a key changes or a channel fails.',
  hosts: { column: 'webhook_endpoints.hosts', privateWhen: 'privateWebhooks' },
  location: 'the organization’s choice',
  receives: ['reference', 'operation', 'payment'],
  about: ['client'],
  keeps: 'As the organization decides: it is its own system.',
  safeguards: ['Encrypted, and never at private addresses unless the operator allows it', 'Ids and amounts only'],
  notice:
    'An organization may have an address of its own called when something happens to its balance, budgets, keys or channels. It receives ids and amounts.',
})
