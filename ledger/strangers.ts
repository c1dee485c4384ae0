import { matcher } from './place.ts'

/** Names that nothing declares, by their shape: `carts:{…}`. Names may hold anything; shapes are safe to store and to mail. */
export type Strangers = Record<string, { count: number; readonly example?: string }>

const most = { shapes: 100, parts: 8 }
/** A word that a programmer chose; what may be somebody's id or address is none. */
const isWord = (part: string): boolean => /^[a-z][a-z_-]{0,39}$/i.test(part)

/** `carts:7f:items` → `carts:{…}:{…}` */
export function shapeOf(name: string, separator: ':' | '/'): string {
  const [first = '', ...rest] = name.split(separator, most.parts)
  return [isWord(first) ? first : '{…}', ...rest.map(() => '{…}')].join(separator)
}

/** Gathers, name by name, those that no pattern covers. `tail`: what may stand after a pattern. */
export function strangersTo(patterns: readonly string[], separator: ':' | '/', tail = '') {
  const byWord = Map.groupBy(patterns, (pattern) => pattern.split(separator, 1)[0] ?? '')
  const known = new Map([...byWord].map(([word, those]) => [word, those.map((pattern) => matcher(pattern, tail))]))
  const loose = [...known].flatMap(([word, those]) => (word.includes('{') ? those : []))
  return (names: Iterable<string>, found: Strangers): void => {
    for (const name of names) {
      const end = name.indexOf(separator)
      const own = known.get(end < 0 ? name : name.slice(0, end)) ?? []
      if (own.some((pattern) => pattern.test(name)) || loose.some((pattern) => pattern.test(name))) continue
      add(found, shapeOf(name, separator), name)
    }
  }
}

/** One more of that shape; when there are too many shapes to list, the rest count as one. */
function add(found: Strangers, shape: string, example: string): void {
  const isListed = found[shape] !== undefined || Object.keys(found).length < most.shapes
  const listed = isListed ? shape : '{…}'
  const same = found[listed]
  if (same) same.count++
  else found[listed] = { count: 1, example }
}
