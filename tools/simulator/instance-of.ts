type Schema = {
  readonly type?: string | readonly string[]
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly properties?: Readonly<Record<string, Schema>>
  readonly items?: Schema
  readonly anyOf?: readonly Schema[]
  readonly minItems?: number
}

/** The plainest value that a JSON schema allows, as a simulated model would give it; from `text`, where it has one that fits. */
export function instanceOf(given: unknown, text = ''): unknown {
  const schema = (given ?? {}) as Schema
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum.find((one) => text.includes(String(one))) ?? schema.enum[0]
  if (schema.anyOf) return instanceOf(schema.anyOf[0], text)
  const type = (typeof schema.type === 'string' ? schema.type : schema.type?.[0])?.toLowerCase()
  if (type === 'object' || schema.properties)
    return Object.fromEntries(
      Object.entries(schema.properties ?? {}).map(([name, one]) => [name, instanceOf(one, text)]),
    )
  if (type === 'array')
    return Array.from({ length: Math.max(1, schema.minItems ?? 1) }, () => instanceOf(schema.items, text))
  if (type === 'integer' || type === 'number') return Number(/\d+/.exec(text)?.[0] ?? 7)
  if (type === 'boolean') return true
  if (type === 'null') return null
  return 'Zürich – “quoted”'
}
