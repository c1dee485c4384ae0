/** What narrows the list of requests, as it stands in the address. */
export type RequestSearch = { readonly model?: string; readonly went?: 'well' | 'failed'; readonly keyId?: string }

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined)

export function readRequestSearch({ model, went, keyId }: Record<string, unknown>): RequestSearch {
  const [ofModel, ofKey] = [text(model), text(keyId)]
  return {
    ...(ofModel !== undefined && { model: ofModel }),
    ...((went === 'well' || went === 'failed') && { went }),
    ...(ofKey !== undefined && { keyId: ofKey }),
  }
}

/** As the server is asked. */
export const requestQuery = (search: RequestSearch, cursor: string | undefined): string =>
  new URLSearchParams({ ...search, ...(cursor !== undefined && { cursor }) }).toString()
