import { apiKey, listOfModels, openaiPaths } from './openai-paths.ts'
import type { Provider } from './provider.ts'

const { chat, completions, embeddings, images, transcriptions, translations, speech } = openaiPaths

export const together: Provider = {
  id: 'together',
  name: 'Together',
  dialect: 'openai',
  baseUrl: 'https://api.together.xyz/v1',
  auth: { kind: 'bearer' },
  fields: [apiKey],
  paths: { chat, completions, embeddings, images, transcriptions, translations, speech },
  probe: listOfModels,
  models: [/^(meta-llama|togethercomputer|Qwen|deepseek-ai|moonshotai|zai-org|black-forest-labs)\//],
  prices: 'together',
  quirks: { maxTokens: true },
}
