import { parseExact } from '../dialects/index.ts'
import type { Endpoint, Provider } from './provider.ts'

const newName = 'max_completion_tokens'
const quotedNewName = Buffer.from(`"${newName}"`)

const renames = (provider: Provider, endpoint: Endpoint, body: Buffer): boolean =>
  provider.quirks?.maxTokens === true && endpoint === 'chat' && body.includes(quotedNewName)

/** A JSON body as this very provider wants it; most want it as it is. */
export function shapeBody(provider: Provider, endpoint: Endpoint, body: Buffer): Buffer {
  const { without = [], besides = {} } = provider.quirks ?? {}
  const isRenamed = renames(provider, endpoint, body)
  if (without.length === 0 && !isRenamed) return body
  const members: Record<string, unknown> = { ...besides, ...(parseExact(body.toString('utf8')) as object) }
  for (const name of without) delete members[name]
  if (isRenamed) {
    members.max_tokens ??= members[newName]
    delete members[newName]
  }
  return Buffer.from(JSON.stringify(members))
}
