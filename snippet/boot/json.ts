const escapes = /["\\\p{Cc}\u2028\u2029]/gu

const text = (value: string): string =>
  `"${value.replace(escapes, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)}"`

function plain(value: unknown): string {
  if (typeof value === 'string') return text(value)
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : 'null'
  if (typeof value === 'boolean') return String(value)
  if (typeof value !== 'object' || value === null) return 'null'
  const parts: string[] = []
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) parts.push(plain(value[i]))
    return `[${parts.join(',')}]`
  }
  for (const key of Object.keys(value)) {
    const item: unknown = Reflect.get(value, key)
    if (item !== undefined) parts.push(`${text(key)}:${plain(item)}`)
  }
  return `{${parts.join(',')}}`
}

const { stringify } = JSON
const own = /\[native code\]/.test(Function.prototype.toString.call(stringify))

/**
 * Plain data as JSON. Pages replace `JSON.stringify`, and old libraries give arrays a `toJSON` that turns them into
 * text: neither may touch what a report says.
 */
export const toJson = (value: unknown): string => (own && !('toJSON' in []) ? stringify(value) : plain(value))
