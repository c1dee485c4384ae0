/** A page's address without the site: "https://shop.example/cart?x=1" → "/cart?x=1". */
export function pageName(address: string): string {
  if (!URL.canParse(address)) return address
  const { pathname, search, hash } = new URL(address)
  const name = `${pathname}${search}${hash}`
  try {
    return decodeURI(name)
  } catch {
    return name
  }
}

const hostOf = (address: string) => (URL.canParse(address) ? new URL(address).host : '')

/**
 * How the rows of one list name their pages: without what all of them share. Null where all share everything, so that
 * naming it in each row would say nothing.
 */
export function pageNamer(addresses: readonly string[]): ((address: string) => string) | null {
  const names = new Set(addresses.map(pageName))
  if (new Set(addresses.map(hostOf)).size > 1) return (address) => hostOf(address) + pageName(address)
  return names.size > 1 || (addresses.length === 1 && !names.has('/')) ? pageName : null
}
