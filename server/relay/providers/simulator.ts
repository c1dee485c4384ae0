import { anthropic } from './anthropic.ts'
import { gemini } from './gemini.ts'
import { openaiPaths } from './openai-paths.ts'
import type { Provider } from './provider.ts'

const ofOpenai = Object.entries(openaiPaths).map(([endpoint, path]) => [endpoint, `/v1${path}`])

/** A provider without a model behind it, for trying things out: it speaks everything, so nothing is translated for it. */
export const simulator: Provider = {
  id: 'simulator',
  name: 'Simulator',
  dialect: 'openai',
  baseUrl: '',
  auth: { kind: 'none' },
  fields: [],
  paths: { ...Object.fromEntries(ofOpenai), ...anthropic.paths, ...gemini.paths },
  probe: { path: '/v1/moderations', body: '{"input":""}' },
  models: [/^sim-/],
  prices: 'simulator',
}
