import { listOfModels, openaiPaths, perhapsApiKey } from './openai-paths.ts'
import type { Provider } from './provider.ts'

const { chat, responses, completions, embeddings, transcriptions, translations } = openaiPaths

export const vllm: Provider = {
  id: 'vllm',
  name: 'vLLM',
  dialect: 'openai',
  baseUrl: '',
  auth: { kind: 'bearer' },
  fields: [perhapsApiKey],
  paths: { chat, responses, completions, embeddings, transcriptions, translations },
  probe: listOfModels,
  models: [],
  prices: 'vllm',
}
