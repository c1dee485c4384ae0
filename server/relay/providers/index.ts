import { anthropic } from './anthropic.ts'
import { awsBedrock } from './aws-bedrock.ts'
import { azureOpenai } from './azure-openai.ts'
import { deepseek } from './deepseek.ts'
import { fireworks } from './fireworks.ts'
import { gemini } from './gemini.ts'
import { groq } from './groq.ts'
import { mistral } from './mistral.ts'
import { ollama } from './ollama.ts'
import { openai } from './openai.ts'
import { openaiCompatible } from './openai-compatible.ts'
import { openrouter } from './openrouter.ts'
import type { Provider } from './provider.ts'
import { simulator } from './simulator.ts'
import { together } from './together.ts'
import { vllm } from './vllm.ts'
import { xai } from './xai.ts'

/** In the order in which a model's name is tried: a name with a slash is OpenRouter's only when it is nobody else's. */
export const providers: readonly Provider[] = [
  openai,
  anthropic,
  gemini,
  azureOpenai,
  awsBedrock,
  mistral,
  groq,
  deepseek,
  xai,
  together,
  fireworks,
  openrouter,
  ollama,
  vllm,
  openaiCompatible,
  simulator,
]

const byId = new Map(providers.map((provider) => [provider.id, provider]))

export const providerOf = (id: string): Provider | undefined => byId.get(id)

/** Those whose models are called so, the likeliest first. */
export const providersOfModel = (model: string): Provider[] =>
  providers.filter(({ models }) => models.some((name) => name.test(model)))

export { addressOf } from './address-of.ts'
export { authorize } from './authorize.ts'
export type { Endpoint, Provider } from './provider.ts'
export { shapeBody } from './shape-body.ts'
