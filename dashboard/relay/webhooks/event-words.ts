import type { WebhookEvent } from '@vitrine/protocol'

export const eventWords: Readonly<Record<WebhookEvent, string>> = {
  'balance.low': 'The balance falls below its warning',
  'budget.reached': 'A budget is used up',
  'key.created': 'A key is made',
  'key.rotated': 'A key is replaced',
  'key.revoked': 'A key is revoked',
  'channel.opened': 'A provider is left alone for a while',
  'channel.closed': 'A provider answers again',
}

export const events = Object.keys(eventWords) as WebhookEvent[]
