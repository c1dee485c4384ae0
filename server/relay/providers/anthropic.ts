import { apiKey } from './openai-paths.ts'
import type { Provider } from './provider.ts'

export const anthropic: Provider = {
  id: 'anthropic',
  name: 'Anthropic',
  dialect: 'anthropic',
  baseUrl: 'https://api.anthropic.com',
  auth: { kind: 'header', name: 'x-api-key' },
  fields: [apiKey],
  paths: { messages: '/v1/messages', 'count-tokens': '/v1/messages/count_tokens' },
  probe: { path: '/v1/models' },
  headers: { 'anthropic-version': '2023-06-01' },
  models: [/^claude-/],
  prices: 'anthropic',
}
