import { apiKey, listOfModels, openaiPaths } from './openai-paths.ts'
import type { Provider } from './provider.ts'

const { chat, embeddings, moderations, transcriptions } = openaiPaths

export const mistral: Provider = {
  id: 'mistral',
  name: 'Mistral',
  dialect: 'openai',
  baseUrl: 'https://api.mistral.ai/v1',
  auth: { kind: 'bearer' },
  fields: [apiKey],
  paths: { chat, embeddings, moderations, transcriptions },
  probe: listOfModels,
  models: [/^(open-)?(mistral|mixtral|ministral|codestral|pixtral|magistral|devstral|voxtral)-/],
  prices: 'mistral',
  quirks: { usageUnasked: true, maxTokens: true },
}
