/** The sources of a content policy that say where a page may connect; `undefined` when it does not say. */
function sourcesOf(policy: string): string[] | undefined {
  const directives = new Map(
    policy.split(';').map((directive): [string, string[]] => {
      const [name = '', ...sources] = directive.trim().split(/\s+/)
      return [name.toLowerCase(), sources]
    }),
  )
  return directives.get('connect-src') ?? directives.get('default-src')
}

function allows(source: string, { protocol, hostname, port, origin }: URL, self: string): boolean {
  if (source === '*') return /^https?:$/.test(protocol)
  if (source === "'self'") return origin === self && /^https?:$/.test(protocol)
  if (/^[a-z][a-z\d+.-]*:$/i.test(source)) return source.toLowerCase() === protocol
  const [, scheme, host = '', ofPort] = /^(?:([a-z][a-z\d+.-]*):\/\/)?(\*|[^/:]+)(?::(\d+|\*))?\/?$/i.exec(source) ?? []
  if (!host || (scheme && `${scheme}:`.toLowerCase() !== protocol)) return false
  if (ofPort && ofPort !== '*' && ofPort !== port) return false
  if (!ofPort && port) return false
  return host === '*' || host === hostname || (host.startsWith('*.') && hostname.endsWith(host.slice(1)))
}

/** Whether policies that are known let the page ask for this address. What they say too finely for us counts as no. */
export const mayConnect = (policies: readonly string[], url: URL, self: string): boolean =>
  policies.every((policy) => sourcesOf(policy)?.some((source) => allows(source, url, self)) ?? true)
