/** One selector per line; blank lines don't count. */
export const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

const isSelector = (text: string): boolean => {
  try {
    document.createDocumentFragment().querySelector(text)
    return true
  } catch {
    return false
  }
}

/** The first line that browsers would refuse, in words; null when all are fine. */
export function selectorProblem(selectors: readonly string[]): string | null {
  if (selectors.length > 100) return 'At most 100 selectors.'
  const wrong = selectors.find((selector) => selector.length > 200 || !isSelector(selector))
  return wrong === undefined ? null : `Not a CSS selector: ${wrong}`
}
