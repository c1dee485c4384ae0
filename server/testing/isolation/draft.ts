import { createGenerator } from 'json-schema-faker'
import { type Ref, refAt } from './ids.ts'
import type { Route } from './routes.ts'

/** A request that is right in form, with references where it names things. */
export type Draft = {
  readonly route: Route
  readonly refs: readonly Ref[]
  readonly fill: (choose: (ref: Ref) => string) => { url: string; payload: unknown }
}

const rounds = 30

/**
 * Generated from the published schema, the same each time; those that the route's own checks let pass, one for each
 * choice of what they are about.
 */
async function bodiesOf({ route, body, accepts }: Route): Promise<unknown[]> {
  if (!body) return [undefined]
  if (!body.type.includes('json')) return [Buffer.from('anything')]
  const examples = body.schema['examples']
  const candidates: unknown[] = Array.isArray(examples) ? [...examples] : []
  for (const optionals of [true, false]) {
    const generator = createGenerator({ seed: 4, alwaysFakeOptionals: optionals, maxItems: 2 })
    for (let round = 0; round < rounds; round++) candidates.push(await generator.generate(body.schema))
  }
  const valid = candidates.map((one) => withUuids(one)).filter((one) => accepts?.safeParse(one).success ?? true)
  if (valid.length === 0)
    throw new Error(`no body made from the schema of ${route} is valid: add .meta({ examples: [{ … }] }) to the schema`)
  return [...Map.groupBy(valid, kindsIn).values()].map(([first]) => first)
}

const kindsIn = (value: unknown): string => [...JSON.stringify(value).matchAll(/"kind":"([^"]*)"/g)].join()

/** Where an id will stand, anything in the form of one. */
function withUuids(value: unknown, key = '', siblings: Record<string, unknown> = {}): unknown {
  if (Array.isArray(value)) return value.map((one) => withUuids(one))
  if (typeof value === 'object' && value !== null) {
    const entries = value as Record<string, unknown>
    return Object.fromEntries(Object.entries(entries).map(([name, inner]) => [name, withUuids(inner, name, entries)]))
  }
  const ref = typeof value === 'string' && key !== 'key' && key !== 'sha256' && refAt(key, '', siblings)
  return ref ? '6b0e4c3e-5d3c-4b0e-9f64-0c1de4b1a9d2' : value
}

type Change = (key: string, parent: string, siblings: Record<string, unknown>, value: unknown) => unknown

function mapped(value: unknown, parent: string, change: Change): unknown {
  if (Array.isArray(value)) return value.map((one) => mapped(one, parent, change))
  if (typeof value !== 'object' || value === null) return value
  const entries = value as Record<string, unknown>
  return Object.fromEntries(
    Object.entries(entries).map(([key, inner]) => [
      key,
      typeof inner === 'string' ? change(key, parent, entries, inner) : mapped(inner, key, change),
    ]),
  )
}

/** Requests for a route; throws what has to be written when none can be made. */
export async function draftsOf(route: Route): Promise<Draft[]> {
  const asked = route.query.filter(({ name, required }) => required && !refAt(name, '', {}))
  const { generate } = createGenerator({ seed: 4 })
  const query: Record<string, string> = {}
  for (const { name, schema } of asked) query[name] = String(await generate(schema))
  return (await bodiesOf(route)).map((body) => draftWith(route, query, body))
}

/** A parameter in an address, with what stands before it in its segment: `record.{format}`. */
type Placed = { readonly before: string; readonly ref: Ref }

function draftWith(route: Route, asked: Readonly<Record<string, string>>, body: unknown): Draft {
  const segments = route.path.split('/')
  const refs: Ref[] = []
  const inPath = segments.map((segment, place): string | Placed => {
    const [, before = '', name] = /^([^{]*)\{(\w+)\}$/.exec(segment) ?? []
    if (name === undefined) return segment
    const ref = { name, after: segments[place - 1] ?? '', within: segments[2] ?? '' }
    refs.push(ref)
    return { before, ref }
  })
  const last = segments.findLast((segment) => segment && !segment.startsWith('{')) ?? ''
  const inQuery = route.query.flatMap(({ name }) => {
    const ref = refAt(name, last, {})
    if (ref) refs.push(ref)
    return ref ? [{ name, ref }] : []
  })
  mapped(body instanceof Buffer ? undefined : body, last, (key, parent, siblings) => {
    const ref = refAt(key, parent, siblings)
    if (ref) refs.push(ref)
    return undefined
  })
  return {
    route,
    refs,
    fill(choose) {
      const path = inPath
        .map((part) => (typeof part === 'string' ? part : part.before + encodeURIComponent(choose(part.ref))))
        .join('/')
      const query = new URLSearchParams({
        ...asked,
        ...Object.fromEntries(inQuery.map(({ name, ref }) => [name, choose(ref)])),
      })
      const payload =
        body instanceof Buffer
          ? body
          : mapped(body, last, (key, parent, siblings, value) => {
              const ref = refAt(key, parent, siblings)
              return ref ? choose(ref) : value
            })
      return { url: query.size > 0 ? `${path}?${query}` : path, payload }
    },
  }
}
