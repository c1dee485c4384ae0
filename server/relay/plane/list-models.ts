import type { ServerResponse } from 'node:http'
import type { Dialect } from '../dialects/index.ts'
import type { Supply } from '../supply/supply.ts'

type Models = ReturnType<Supply['models']>

const date = (since: number) => new Date(since).toISOString()

const written: Record<Dialect, (models: Models) => object> = {
  openai: (models) => ({
    object: 'list',
    data: models.map(({ id, owner, since }) => ({
      id,
      object: 'model',
      created: Math.floor(since / 1_000),
      owned_by: owner,
    })),
  }),
  responses: (models) => written.openai(models),
  anthropic: (models) => ({
    data: models.map(({ id, since }) => ({ id, type: 'model', display_name: id, created_at: date(since) })),
    has_more: false,
    first_id: models[0]?.id ?? null,
    last_id: models.at(-1)?.id ?? null,
  }),
  gemini: (models) => ({
    models: models.map(({ id }) => ({
      name: `models/${id}`,
      displayName: id,
      supportedGenerationMethods: ['generateContent', 'streamGenerateContent'],
    })),
  }),
}

/** The models that a key may ask for, as the client's own provider lists them. */
export function listModels(
  response: ServerResponse,
  dialect: Dialect,
  models: Models,
  allowed: readonly string[],
): void {
  const body = JSON.stringify(written[dialect](models.filter(({ id }) => allowed.length === 0 || allowed.includes(id))))
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) })
  response.end(body)
}
