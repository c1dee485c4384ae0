import { apiKey, listOfModels, openaiPaths } from './openai-paths.ts'
import type { Provider } from './provider.ts'

const { chat, responses, images } = openaiPaths

export const xai: Provider = {
  id: 'xai',
  name: 'xAI',
  dialect: 'openai',
  baseUrl: 'https://api.x.ai/v1',
  auth: { kind: 'bearer' },
  fields: [apiKey],
  paths: { chat, responses, images },
  probe: listOfModels,
  models: [/^grok-/],
  prices: 'x-ai',
}
