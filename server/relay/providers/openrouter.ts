import { apiKey, openaiPaths } from './openai-paths.ts'
import type { Provider } from './provider.ts'

const { chat, responses, completions, embeddings } = openaiPaths

/** Its models are called as their makers and they call them, with a slash between. */
export const openrouter: Provider = {
  id: 'openrouter',
  name: 'OpenRouter',
  dialect: 'openai',
  baseUrl: 'https://openrouter.ai/api/v1',
  auth: { kind: 'bearer' },
  fields: [apiKey],
  paths: { chat, responses, completions, embeddings },
  // Its list of models answers everybody.
  probe: { path: '/key' },
  models: [/^~?[a-z\d-]+\/[\w.-]+(:[a-z]+)?$/],
  prices: 'openrouter',
}
