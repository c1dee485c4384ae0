/** Names of OpenTelemetry's conventions for generative models, and ours where those have none. None of them holds content. */
export const names = {
  operation: 'gen_ai.operation.name',
  provider: 'gen_ai.provider.name',
  requestModel: 'gen_ai.request.model',
  inputTokens: 'gen_ai.usage.input_tokens',
  outputTokens: 'gen_ai.usage.output_tokens',
  tokenType: 'gen_ai.token.type',
  status: 'http.response.status_code',
  errorType: 'error.type',
  outcome: 'vitrine.relay.outcome',
  attempts: 'vitrine.relay.attempts',
  stream: 'vitrine.relay.stream',
  overhead: 'vitrine.relay.overhead_ms',
  firstByte: 'vitrine.relay.first_byte_ms',
} as const

export const metricNames = {
  duration: 'gen_ai.client.operation.duration',
  tokens: 'gen_ai.client.token.usage',
  firstToken: 'gen_ai.server.time_to_first_token',
} as const

/** Upper bounds as the conventions advise: of seconds, of seconds until the first token, of tokens. */
export const bounds = {
  duration: [0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92],
  firstToken: [0.001, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10],
  tokens: [1, 4, 16, 64, 256, 1_024, 4_096, 16_384, 65_536, 262_144, 1_048_576, 4_194_304, 16_777_216, 67_108_864],
  /** Ours. */
  overhead: [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.1],
} as const

const operations: Readonly<Record<string, string>> = {
  chat: 'chat',
  messages: 'chat',
  responses: 'chat',
  completions: 'text_completion',
  embeddings: 'embeddings',
  generate: 'generate_content',
  'stream-generate': 'generate_content',
}
const providers: Readonly<Record<string, string>> = {
  gemini: 'gcp.gemini',
  'aws-bedrock': 'aws.bedrock',
  'azure-openai': 'azure.ai.openai',
  mistral: 'mistral_ai',
  xai: 'x_ai',
}

export const operationOf = (endpoint: string): string => operations[endpoint] ?? endpoint
export const providerOf = (id: string): string => providers[id] ?? (id || 'none')
