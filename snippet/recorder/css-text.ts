const address = /url\(\s*(?:"([^"]*)"|'([^']*)'|([^)"'\s][^)]*))\s*\)/gi
const fixed = /^(?:#|[a-z][a-z\d+.-]*:|\/\/)/i

/** An address as it is seen from anywhere; what can't be read stays. */
export function absolute(url: string, base: string): string {
  if (fixed.test(url)) return url
  try {
    return new URL(url, base).href
  } catch {
    return url
  }
}

/** The same with the addresses in it resolved: a replay has another base. */
export function absoluteCss(css: string, base: string): string {
  if (!/url\(/i.test(css)) return css
  return css.replace(address, (whole, double?: string, single?: string, bare?: string) => {
    const url = (double ?? single ?? bare ?? '').trim()
    return url && !fixed.test(url) ? `url("${absolute(url, base).replaceAll('"', '%22')}")` : whole
  })
}

/** The rules of a sheet, where the page may read them. */
export function rulesOf(sheet: CSSStyleSheet | null | undefined): CSSRuleList | undefined {
  try {
    return sheet?.cssRules
  } catch {
    return undefined
  }
}

/** A rule's text; for an import, the text of what it imports, where that may be read. */
export function ruleText(rule: CSSRule, base: string, depth = 0): string {
  const { styleSheet, media, cssText } = rule as CSSImportRule
  const imported = styleSheet && depth < 5 && rulesOf(styleSheet)
  if (!imported) return absoluteCss(cssText, base)
  const text = Array.from(imported, (inner) => ruleText(inner, styleSheet.href ?? base, depth + 1)).join('')
  return media?.mediaText ? `@media ${media.mediaText}{${text}}` : text
}
