import { apiKey } from './openai-paths.ts'
import type { Provider } from './provider.ts'

export const gemini: Provider = {
  id: 'gemini',
  name: 'Google Gemini',
  dialect: 'gemini',
  baseUrl: 'https://generativelanguage.googleapis.com',
  auth: { kind: 'header', name: 'x-goog-api-key' },
  fields: [apiKey],
  paths: {
    generate: '/v1beta/models/{model}:generateContent',
    'stream-generate': '/v1beta/models/{model}:streamGenerateContent',
  },
  probe: { path: '/v1beta/models?pageSize=1' },
  models: [/^(gemini|gemma|learnlm)-/],
  prices: 'google',
}
