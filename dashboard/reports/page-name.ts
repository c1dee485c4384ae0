/** A page's address without what every row shares: "https://shop.example/cart?x=1" → "/cart?x=1". */
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
