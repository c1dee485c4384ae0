import { apiKey } from './openai-paths.ts'
import type { Provider } from './provider.ts'

const deployment = '/deployments/{model}'

/** A model's name at Azure is that of its deployment, so none can be told from it. */
export const azureOpenai: Provider = {
  id: 'azure-openai',
  name: 'Azure OpenAI',
  dialect: 'openai',
  baseUrl: 'https://{resource}.openai.azure.com/openai?api-version={apiVersion}',
  auth: { kind: 'header', name: 'api-key' },
  fields: [
    { name: 'resource', label: 'Name of the resource', secret: false },
    { name: 'apiVersion', label: 'API version', secret: false, preset: '2024-10-21' },
    apiKey,
  ],
  paths: {
    chat: `${deployment}/chat/completions`,
    completions: `${deployment}/completions`,
    embeddings: `${deployment}/embeddings`,
    images: `${deployment}/images/generations`,
    transcriptions: `${deployment}/audio/transcriptions`,
    translations: `${deployment}/audio/translations`,
    speech: `${deployment}/audio/speech`,
  },
  probe: { path: '/models' },
  models: [],
  prices: 'azure',
}
