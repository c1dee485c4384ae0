import { listOfModels, openaiPaths, perhapsApiKey } from './openai-paths.ts'
import type { Provider } from './provider.ts'

const { chat, completions, embeddings } = openaiPaths

export const ollama: Provider = {
  id: 'ollama',
  name: 'Ollama',
  dialect: 'openai',
  baseUrl: '',
  auth: { kind: 'bearer' },
  fields: [perhapsApiKey],
  paths: { chat, completions, embeddings },
  probe: listOfModels,
  models: [],
  prices: 'ollama',
  quirks: { maxTokens: true },
}
