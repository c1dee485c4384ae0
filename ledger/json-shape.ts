type Leaf = string | number | boolean | null | undefined
type Below<T> =
  Paths<NonNullable<T>> extends infer P extends string ? (P extends '' | `[]${string}` ? P : `.${P}`) : never

/** What a JSON document of this type may hold: `rules[].name`, `counts.*`. */
export type Paths<T> = T extends Leaf
  ? ''
  : T extends readonly (infer Element)[]
    ? `[]${Below<Element>}`
    : T extends object
      ? { [K in keyof T & string]-?: `${string extends K ? '*' : K}${Below<T[K]>}` }[keyof T & string]
      : string

const isDocument = (value: unknown): value is object => typeof value === 'object' && value !== null

/** The paths of everything in a document that holds something. */
export function pathsIn(value: unknown, at = ''): string[] {
  if (value === null || value === undefined) return []
  if (Array.isArray(value)) return value.flatMap((each) => pathsIn(each, `${at}[]`))
  if (!isDocument(value)) return [at]
  return Object.entries(value).flatMap(([name, part]) => pathsIn(part, at === '' ? name : `${at}.${name}`))
}

/** `*` stands for any name, so that names which hold data themselves need no number of their own. */
const pathMatcher = (path: string): RegExp =>
  new RegExp(`^${path.replaceAll(/[.+?^$()|[\]{}\\]/g, '\\$&').replaceAll('*', '[^[\\]]+?')}$`)

/** Says which paths of a document are not declared. */
export function undeclaredPaths(holds: readonly string[]): (value: unknown) => string[] {
  const known = holds.map(pathMatcher)
  const seen = new Map<string, boolean>()
  const isKnown = (path: string): boolean => {
    const found = seen.get(path) ?? known.some((pattern) => pattern.test(path))
    // Names under `*` are without number; what is remembered of them must not be.
    if (seen.size < 10_000) seen.set(path, found)
    return found
  }
  return (value) => [...new Set(pathsIn(value))].filter((path) => !isKnown(path))
}
