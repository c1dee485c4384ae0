/** Whole text against a pattern in which `*` stands for anything; takes no longer the more stars there are. */
function globs(pattern: string, text: string): boolean {
  const parts = pattern.split('*')
  const last = parts.pop() ?? ''
  const [first] = parts
  if (first === undefined) return text === last
  if (!text.startsWith(first)) return false
  let at = first.length
  for (const part of parts.slice(1)) {
    const found = text.indexOf(part, at)
    if (found < 0) return false
    at = found + part.length
  }
  return text.length - last.length >= at && text.endsWith(last)
}

/**
 * Does one of the project's patterns name this address? With scheme and host, with host alone, or as a path of the
 * page's own host. Query and fragment don't count, unless the pattern has a `?`.
 */
export function matches(patterns: readonly string[], address: string, page: { host: string }): boolean {
  if (!patterns.length || !URL.canParse(address)) return false
  const { protocol, host, pathname, search } = new URL(address)
  const forms = (query: string) => {
    const path = pathname + query
    return [`${protocol}//${host}${path}`, host + path, ...(host === page.host ? [path] : [])]
  }
  return patterns.some((pattern) => forms(pattern.includes('?') ? search : '').some((form) => globs(pattern, form)))
}
