import { parseArgs } from 'node:util'
import { serveSimulator } from './simulator/serve.ts'

const { values } = parseArgs({ options: { port: { type: 'string', default: '8790' } } })
const { url } = await serveSimulator({ port: Number(values.port) })
console.log(`A provider without a model answers at ${url}/v1 (OpenAI), ${url} (Anthropic) and ${url}/v1beta (Gemini).`)
console.log(`Faults go into the address: ${url}/~latency=50,dieAfter=3/v1`)
