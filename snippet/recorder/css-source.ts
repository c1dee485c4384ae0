/** A shorthand with a variable in it has no sides to tell any more once one of them is set apart: `border-style: ;`. */
export const isLossy = (text: string): boolean => /[{;]\s*[\w-]+:\s*;/.test(text)

/** What was written, where it makes the very rules that the sheet has; scripts may have changed those. */
export function sourceFor(rules: CSSRuleList, written: string): string | undefined {
  // Of what comments hold the rules tell nothing.
  const source = written.replaceAll(/\/\*[\s\S]*?\*\//g, '')
  // No constructed sheet imports.
  if (/@import/i.test(source)) return undefined
  const twin = new CSSStyleSheet()
  twin.replaceSync(source)
  const { cssRules } = twin
  if (cssRules.length !== rules.length) return undefined
  for (let i = 0; i < rules.length; i++) if (cssRules[i]?.cssText !== rules[i]?.cssText) return undefined
  return source
}
