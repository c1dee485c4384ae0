import { apiKey, listOfModels, openaiPaths } from './openai-paths.ts'
import type { Provider } from './provider.ts'

export const openai: Provider = {
  id: 'openai',
  name: 'OpenAI',
  dialect: 'openai',
  baseUrl: 'https://api.openai.com/v1',
  auth: { kind: 'bearer' },
  fields: [apiKey],
  paths: openaiPaths,
  probe: listOfModels,
  models: [
    /^(ft:)?(gpt-|chatgpt-|o[1-9](-|$)|codex-|davinci|babbage)/,
    /^(text-embedding-|dall-e-|whisper-|tts-|omni-moderation|text-moderation)/,
  ],
  prices: 'openai',
}
