import type { WebhookEvent } from '@vitrine/protocol'

export const eventWords: Readonly<Record<WebhookEvent, string>> = {
  'balance.low': 'The balance falls below its warning',
  'budget.reached': 'A request does not fit into a budget any more',
  'key.created': 'A key is made',
  'key.rotated': 'A key is replaced',
  'key.revoked': 'A key is revoked',
  'key.expired': 'A key comes to its end',
  'channel.opened': 'A provider is left alone for a while',
  'channel.closed': 'A provider answers again',
}

export const events = Object.keys(eventWords) as WebhookEvent[]
