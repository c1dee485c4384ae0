import { apiKey, listOfModels, openaiPaths } from './openai-paths.ts'
import type { Provider } from './provider.ts'

const { chat, responses, completions, embeddings } = openaiPaths

export const fireworks: Provider = {
  id: 'fireworks',
  name: 'Fireworks',
  dialect: 'openai',
  baseUrl: 'https://api.fireworks.ai/inference/v1',
  auth: { kind: 'bearer' },
  fields: [apiKey],
  paths: { chat, responses, completions, embeddings },
  probe: listOfModels,
  models: [/^accounts\/[\w-]+\/(models|deployedModels|deployments)\//],
  prices: 'fireworks',
  quirks: { maxTokens: true },
}
