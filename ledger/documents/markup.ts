/** Text that is already HTML. Everything else put into a template is escaped. */
export type Markup = { readonly html: string }

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escape = (text: string) => text.replaceAll(/[&<>"']/g, (character) => escapes[character] ?? character)

type Part = string | number | Markup | readonly Markup[]

const rendered = (part: Part): string => {
  if (typeof part === 'string' || typeof part === 'number') return escape(String(part))
  return 'html' in part ? part.html : part.map(({ html }) => html).join('')
}

/** A tagged template: interpolated strings are escaped, markup and lists of it are not. */
export const html = (strings: TemplateStringsArray, ...parts: readonly Part[]): Markup => ({
  html: strings.reduce((text, string, n) => text + rendered(parts[n - 1] ?? '') + string),
})
