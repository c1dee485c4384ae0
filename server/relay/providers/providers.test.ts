import { expect, test } from 'vitest'
import { authorizeWith } from './authorize.ts'
import { addressOf, type Provider, providerOf, providers, providersOfModel } from './index.ts'
import { shapeBody } from './shape-body.ts'
import { sign } from './sigv4.ts'

const conversation: Record<Provider['dialect'], keyof Provider['paths']> = {
  openai: 'chat',
  responses: 'responses',
  anthropic: 'messages',
  gemini: 'generate',
}

test.each(providers.map((provider) => [provider.id, provider] as const))('%s is complete', (id, provider) => {
  const { auth, baseUrl, dialect, fields, name, paths, prices, probe } = provider
  expect(id).toMatch(/^[a-z\d-]+$/)
  expect([name, prices].every((text) => text.length > 1)).toBe(true)
  expect(paths[conversation[dialect]]).toBeDefined()
  for (const path of [...Object.values(paths), probe?.path]) expect(path).toMatch(/^\/[^{}]*(\{model\}[^{}]*)?$/)
  const asked = fields.map((field) => field.name)
  const wanted = { none: [], bearer: ['key'], header: ['key'], sigv4: ['region', 'accessKeyId', 'secretAccessKey'] }
  expect(asked).toEqual(expect.arrayContaining(wanted[auth.kind]))
  expect(fields.filter(({ secret }) => secret).length > 0).toBe(auth.kind !== 'none')
  for (const [, gap] of baseUrl.matchAll(/\{(\w+)\}/g))
    expect(fields.find((field) => field.name === gap)?.secret).toBe(false)
  if (baseUrl) expect(new URL(baseUrl.replaceAll(/\{\w+\}/g, 'x')).protocol).toBe('https:')
})

test('each has an id of its own', () => {
  expect(new Set(providers.map(({ id }) => id)).size).toBe(providers.length)
})

test.each([
  ['gpt-5.1-mini', 'openai'],
  ['o3', 'openai'],
  ['text-embedding-3-small', 'openai'],
  ['claude-sonnet-4-5', 'anthropic'],
  ['gemini-2.5-flash', 'gemini'],
  ['eu.anthropic.claude-sonnet-4-20250514-v1:0', 'aws-bedrock'],
  ['mistral-large-latest', 'mistral'],
  ['open-mixtral-8x22b', 'mistral'],
  ['llama-3.3-70b-versatile', 'groq'],
  ['deepseek-reasoner', 'deepseek'],
  ['grok-4', 'xai'],
  ['meta-llama/Llama-3.3-70B-Instruct-Turbo', 'together'],
  ['accounts/fireworks/models/deepseek-v3', 'fireworks'],
  ['anthropic/claude-sonnet-4.5', 'openrouter'],
  ['sim-large', 'simulator'],
  ['something-of-ours', undefined],
])('%s is a model of %s', (model, id) => {
  expect(providersOfModel(model)[0]?.id).toBe(id)
})

const of = (id: string) => providerOf(id) as Provider

test('addresses: deployments and versions, models in paths, streams elsewhere', () => {
  const azure = 'https://ours.openai.azure.com/openai?api-version=2024-10-21'
  expect(addressOf(of('azure-openai'), azure, 'chat', 'my $& deployment', false)).toEqual({
    origin: 'https://ours.openai.azure.com',
    path: '/openai/deployments/my%20%24%26%20deployment/chat/completions?api-version=2024-10-21',
  })
  const path = (id: string, base: string, stream: boolean, endpoint: keyof Provider['paths']) =>
    addressOf(of(id), base, endpoint, 'm:0/..', stream).path
  expect(path('aws-bedrock', 'https://b.example', false, 'messages')).toBe('/model/m%3A0%2F../invoke')
  expect(path('aws-bedrock', 'https://b.example', true, 'messages')).toBe(
    '/model/m%3A0%2F../invoke-with-response-stream',
  )
  expect(path('gemini', '', true, 'stream-generate')).toBe('/v1beta/models/m%3A0%2F..:streamGenerateContent?alt=sse')
  expect(path('openai', '', true, 'chat')).toBe('/v1/chat/completions')
})

test('bodies change only where a provider wants them otherwise, and then exactly', () => {
  const body = Buffer.from('{"model":"m","stream":true,"max_completion_tokens":5,"seed":12345678901234567890}')
  expect(shapeBody(of('openai'), 'chat', body)).toBe(body)
  expect(shapeBody(of('mistral'), 'chat', body).toString()).toBe(
    '{"model":"m","stream":true,"seed":12345678901234567890,"max_tokens":5}',
  )
  expect(shapeBody(of('aws-bedrock'), 'messages', body).toString()).toBe(
    '{"anthropic_version":"bedrock-2023-05-31","max_completion_tokens":5,"seed":12345678901234567890}',
  )
})

// As published in AWS's test suite for Signature Version 4: get-vanilla and post-vanilla, and with a session token.
const example = { region: 'us-east-1', accessKeyId: 'AKIDEXAMPLE' }
const secretAccessKey = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY'
const at = new Date('2015-08-30T12:36:00Z')

test.each([
  ['GET', '5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31'],
  ['POST', '5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b'],
] as const)('signs a %s as AWS has it', async (method, signature) => {
  const request = { method, origin: 'https://example.amazonaws.com', path: '/', headers: [], body: Buffer.alloc(0) }
  const headers = await sign(request, { ...example, secretAccessKey }, 'service', at)
  expect(Object.fromEntries(headers.flatMap((name, n) => (n % 2 ? [] : [[name, headers[n + 1]]])))).toEqual({
    'x-amz-date': '20150830T123600Z',
    authorization: `AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=host;x-amz-date, Signature=${signature}`,
  })
})

const bedrockUrl = 'https://bedrock-runtime.eu-central-1.amazonaws.com'
const haiku = '/model/anthropic.claude-3-haiku-20240307-v1%3A0'
const profile = '/model/arn%3Aaws%3Abedrock%3Aeu-central-1%3A1%3Ainference-profile%2Feu.x'

// As botocore 1.43, AWS's own library for Python, signs the same requests at the same moment.
test.each([
  ['POST', `${haiku}/invoke`, '{"max_tokens":1}', '728a9c33b4b2f6e5b62af4edb7f8e16cc0e2edf00f7d7b4f63465d6a42ad3c3d'],
  ['POST', `${profile}/invoke`, '{}', '105d157c9e92ade708c7f0d30c9d7e06bd632e26dc7e800559478033f38fb0b8'],
  ['GET', '/a?z=1&b=%20x&a=%C3%BC', '', '3e52520d48859e03163b4cbad9d2e98ae5e31fe90f849008346d9c59016138e2'],
  [
    'POST',
    `${haiku}/invoke-with-response-stream`,
    '{"messages":"你好"}',
    '0b74d07dde7aaaf41809bd26d98029299e00ef6d7332338b57a9330eedbf1c47',
    'token/of+session==',
  ],
] as const)('signs a %s of %s as another implementation does', async (method, path, body, signature, sessionToken?) => {
  const request = { method, origin: bedrockUrl, path, headers: [], body: Buffer.from(body) }
  const credential = { ...example, region: 'eu-central-1', secretAccessKey, ...(sessionToken && { sessionToken }) }
  expect((await sign(request, credential, 'bedrock', at)).join(' ')).toContain(`Signature=${signature}`)
})

test('body, path and session token are part of the signature', async () => {
  const request = { method: 'POST' as const, origin: 'https://b.example', path: '/model/a%3A0/invoke', headers: [] }
  const signed = async (body: string, path = request.path, sessionToken?: string) => {
    const credential = { ...example, secretAccessKey, ...(sessionToken && { sessionToken }) }
    return (await sign({ ...request, path, body: Buffer.from(body) }, credential, 'bedrock', at)).join(' ')
  }
  const all = await Promise.all([
    signed('{}'),
    signed('{ }'),
    signed('{}', '/model/b/invoke'),
    signed('{}', undefined, 't'),
  ])
  expect(new Set(all).size).toBe(4)
  expect(all[3]).toContain('x-amz-security-token t')
})

test('what each kind of provider knows us by goes into headers, never into addresses', async () => {
  const authorized = async (id: string, fields: Record<string, string>) => {
    const request = {
      method: 'GET' as const,
      origin: 'https://a.example',
      path: '/',
      headers: [],
      body: Buffer.alloc(0),
    }
    await authorizeWith(of(id), fields, request)
    return request.headers as string[]
  }
  expect(await authorized('openai', { key: 'sk-1' })).toEqual(['authorization', 'Bearer sk-1'])
  expect(await authorized('anthropic', { key: 'sk-1' })).toEqual(['x-api-key', 'sk-1'])
  expect(await authorized('gemini', { key: 'sk-1' })).toEqual(['x-goog-api-key', 'sk-1'])
  expect(await authorized('azure-openai', { key: 'sk-1', resource: 'r' })).toEqual(['api-key', 'sk-1'])
  expect(await authorized('vllm', {})).toEqual([])
  const aws = await authorized('aws-bedrock', { ...example, secretAccessKey })
  expect(aws.join(' ')).toContain('/us-east-1/bedrock/aws4_request')
})
