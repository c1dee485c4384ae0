/** How far back the list reaches. */
export const agos = { hour: 3_600_000, day: 86_400_000, week: 604_800_000 } as const
type Ago = keyof typeof agos

/** What narrows the list of requests, as it stands in the address. */
export type RequestSearch = {
  readonly model?: string
  readonly went?: 'well' | 'failed'
  readonly keyId?: string
  readonly projectId?: string
  readonly ago?: Ago
}

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined)
const isAgo = (value: unknown): value is Ago => typeof value === 'string' && Object.hasOwn(agos, value)

export function readRequestSearch({ model, went, keyId, projectId, ago }: Record<string, unknown>): RequestSearch {
  const [ofModel, ofKey, ofProject] = [text(model), text(keyId), text(projectId)]
  return {
    ...(ofModel !== undefined && { model: ofModel }),
    ...((went === 'well' || went === 'failed') && { went }),
    ...(ofKey !== undefined && { keyId: ofKey }),
    ...(ofProject !== undefined && { projectId: ofProject }),
    ...(isAgo(ago) && { ago }),
  }
}

/** As the server is asked. */
export const requestQuery = ({ ago, ...search }: RequestSearch, cursor: string | undefined): string =>
  new URLSearchParams({
    ...search,
    ...(ago !== undefined && { from: new Date(Date.now() - agos[ago]).toISOString() }),
    ...(cursor !== undefined && { cursor }),
  }).toString()
