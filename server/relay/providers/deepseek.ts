import { apiKey, listOfModels, openaiPaths } from './openai-paths.ts'
import type { Provider } from './provider.ts'

export const deepseek: Provider = {
  id: 'deepseek',
  name: 'DeepSeek',
  dialect: 'openai',
  baseUrl: 'https://api.deepseek.com/v1',
  auth: { kind: 'bearer' },
  fields: [apiKey],
  paths: { chat: openaiPaths.chat },
  probe: listOfModels,
  models: [/^deepseek-(chat|reasoner|v\d)/],
  prices: 'deepseek',
  quirks: { maxTokens: true },
}
