import { apiKey, listOfModels, openaiPaths } from './openai-paths.ts'
import type { Provider } from './provider.ts'

const { chat, responses, transcriptions, translations, speech } = openaiPaths

export const groq: Provider = {
  id: 'groq',
  name: 'Groq',
  dialect: 'openai',
  baseUrl: 'https://api.groq.com/openai/v1',
  auth: { kind: 'bearer' },
  fields: [apiKey],
  paths: { chat, responses, transcriptions, translations, speech },
  probe: listOfModels,
  models: [/^(groq\/|llama-?[34]|distil-whisper-|playai-)/],
  prices: 'groq',
}
