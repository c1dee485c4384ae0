import type { Provider } from './provider.ts'

/** Anthropic's models as Amazon serves them. */
export const awsBedrock: Provider = {
  id: 'aws-bedrock',
  name: 'AWS Bedrock',
  dialect: 'anthropic',
  baseUrl: 'https://bedrock-runtime.{region}.amazonaws.com',
  auth: { kind: 'sigv4', service: 'bedrock' },
  fields: [
    { name: 'region', label: 'Region', secret: false },
    { name: 'accessKeyId', label: 'Access key id', secret: true },
    { name: 'secretAccessKey', label: 'Secret access key', secret: true },
    { name: 'sessionToken', label: 'Session token', secret: true, optional: true },
  ],
  paths: { messages: '/model/{model}/invoke' },
  streamPaths: { messages: '/model/{model}/invoke-with-response-stream' },
  // Signatures and rights are looked at before the request is found to lack everything.
  probe: { path: '/model/anthropic.claude-3-haiku-20240307-v1%3A0/invoke', body: '{}', good: [200, 400, 404, 424] },
  models: [/^((us|eu|apac|jp|au|global)\.)?anthropic\./, /^arn:aws[\w-]*:bedrock:/],
  prices: 'aws',
  quirks: {
    awsFrames: true,
    without: ['model', 'stream'],
    besides: { anthropic_version: 'bedrock-2023-05-31' },
  },
}
