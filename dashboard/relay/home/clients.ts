/** An official client, and all that has to change in a program that uses it. */
export type Client = {
  readonly id: string
  readonly name: string
  readonly baseUrl: string
  readonly code: string
}

const openai = (baseUrl: string, model: string) => `import OpenAI from 'openai'

const client = new OpenAI({
  baseURL: '${baseUrl}',
  apiKey: process.env.VITRINE_KEY,
})
const stream = await client.chat.completions.create({
  model: '${model}',
  messages: [{ role: 'user', content: 'Say hello' }],
  stream: true,
})
for await (const { choices } of stream)
  process.stdout.write(choices[0]?.delta?.content ?? '')`

const anthropic = (baseUrl: string, model: string) => `import Anthropic from '@anthropic-ai/sdk'

const client = new Anthropic({
  baseURL: '${baseUrl}',
  apiKey: process.env.VITRINE_KEY,
})
const message = await client.messages.create({
  model: '${model}',
  max_tokens: 1024,
  messages: [{ role: 'user', content: 'Say hello' }],
})
console.log(message.content)`

const google = (baseUrl: string, model: string) => `import { GoogleGenAI } from '@google/genai'

const client = new GoogleGenAI({
  apiKey: process.env.VITRINE_KEY,
  httpOptions: { baseUrl: '${baseUrl}' },
})
const answer = await client.models.generateContent({
  model: '${model}',
  contents: 'Say hello',
})
console.log(answer.text)`

const curl = (baseUrl: string, model: string) => `curl ${baseUrl}/chat/completions \\
  -H "authorization: Bearer $VITRINE_KEY" \\
  -H "content-type: application/json" \\
  -d '{"model": "${model}", "messages": [{"role": "user", "content": "Say hello"}]}'`

/** Whatever the client, any model: the relay translates. `server` is the address of this installation. */
export const clientsFor = (server: string, model: string): readonly Client[] => [
  { id: 'openai', name: 'OpenAI', baseUrl: `${server}/v1`, code: openai(`${server}/v1`, model) },
  { id: 'anthropic', name: 'Anthropic', baseUrl: `${server}/anthropic`, code: anthropic(`${server}/anthropic`, model) },
  { id: 'google', name: 'Google', baseUrl: `${server}/google`, code: google(`${server}/google`, model) },
  { id: 'curl', name: 'curl', baseUrl: `${server}/v1`, code: curl(`${server}/v1`, model) },
]
