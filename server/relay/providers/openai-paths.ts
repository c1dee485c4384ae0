import type { Field, Provider } from './provider.ts'

/** What OpenAI offers, below an address that ends with `/v1`. Those who offer the same pick from it. */
export const openaiPaths = {
  chat: '/chat/completions',
  responses: '/responses',
  completions: '/completions',
  embeddings: '/embeddings',
  images: '/images/generations',
  'image-edits': '/images/edits',
  transcriptions: '/audio/transcriptions',
  translations: '/audio/translations',
  speech: '/audio/speech',
  moderations: '/moderations',
} as const satisfies Provider['paths']

export const apiKey: Field = { name: 'key', label: 'API key', secret: true }
export const perhapsApiKey: Field = { ...apiKey, optional: true }
export const listOfModels = { path: '/models' } as const
