import { listOfModels, openaiPaths, perhapsApiKey } from './openai-paths.ts'
import type { Provider } from './provider.ts'

const { responses: _, ...paths } = openaiPaths

/** Whatever else speaks as OpenAI does, at an address that ends where `/chat/completions` begins. */
export const openaiCompatible: Provider = {
  id: 'openai-compatible',
  name: 'OpenAI-compatible',
  dialect: 'openai',
  baseUrl: '',
  auth: { kind: 'bearer' },
  fields: [perhapsApiKey],
  paths,
  probe: listOfModels,
  models: [],
  prices: 'openai-compatible',
  quirks: { maxTokens: true },
}
