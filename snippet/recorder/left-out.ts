import { attributeOf } from './dom.ts'

const metaNames =
  /^(?:msapplication-tile(?:image|color)|application-name|description|keywords|(?:og|twitter):.*|pinterest|robots|googlebot|bingbot|author|generator|framework|publisher|progid|google-site-verification|yandex-verification|csrf-token|p:domain_verify|verify-v1|verification|shopify-checkout-api-token)$/i
const metaProperties = /^(?:og|twitter|fb|article|product):/i

/** Nothing to see in a replay: scripts; and, unless everything is to be shown, what only machines read. */
export function isLeftOut(element: Element, tag: string, open: boolean): boolean {
  if (tag === 'script') return true
  const of = (name: string) => attributeOf(element, name) ?? ''
  if (tag === 'link') {
    const rel = of('rel').toLowerCase()
    const script = rel === 'modulepreload' || (rel === 'preload' && of('as') === 'script')
    return script || (rel === 'prefetch' && of('href').endsWith('.js')) || (!open && /\bicon\b/.test(rel))
  }
  if (tag !== 'meta' || open) return false
  return metaNames.test(of('name')) || metaProperties.test(of('property')) || of('http-equiv') !== ''
}
