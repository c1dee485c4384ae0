/** The part of an address that tells requests apart, and whose it is: "https://a.example/api/cart?x=1" → "/api/cart?x=1" of "a.example". */
export function splitUrl(url: string): { name: string; host: string } {
  if (!URL.canParse(url)) return { name: url, host: '' }
  const { host, pathname, search } = new URL(url)
  return { name: `${pathname}${search}`, host }
}
