import type { Endpoint, Provider } from './provider.ts'

type Base = { readonly origin: string; readonly path: string; readonly query: string }

const bases = new Map<string, Base>()
const mostBases = 10_000

function baseOf(url: string): Base {
  let base = bases.get(url)
  if (!base) {
    const { origin, pathname, search } = new URL(url)
    base = { origin, path: pathname.replace(/\/$/, ''), query: search.slice(1) }
    if (bases.size >= mostBases) bases.clear()
    bases.set(url, base)
  }
  return base
}

/** `path` below a base URL, with what that has behind its `?`. */
export function below(baseUrl: string, path: string): { readonly origin: string; readonly path: string } {
  const base = baseOf(baseUrl)
  const query = base.query && `${path.includes('?') ? '&' : '?'}${base.query}`
  return { origin: base.origin, path: base.path + path + query }
}

/** Where a request goes. `baseUrl` is the channel's; the provider has to offer the endpoint. */
export function addressOf(
  provider: Provider,
  baseUrl: string,
  endpoint: Endpoint,
  model: string,
  stream: boolean,
): { readonly origin: string; readonly path: string } {
  const template = (stream && provider.streamPaths?.[endpoint]) || (provider.paths[endpoint] ?? '')
  const suffix = endpoint === 'stream-generate' ? '?alt=sse' : ''
  // A function, so that a `$` in the name stays one.
  const path = template.replace('{model}', () => encodeURIComponent(model)) + suffix
  return below(baseUrl || provider.baseUrl, path)
}
