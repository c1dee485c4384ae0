import { createHash, randomUUID } from 'node:crypto'

/** The id of a call where the other dialect asks for another form: the same for the call and for its result. */
export function callIdFor(id: string, allowed: RegExp, longest: number): string {
  if (id.length <= longest && allowed.test(id)) return id
  return `call_${createHash('sha256').update(id).digest('hex').slice(0, 24)}`
}

/** For calls of a provider that gives them no id: unlike any other in the same conversation. */
export const newCallId = (): string => `call_${randomUUID().replaceAll('-', '').slice(0, 24)}`

export const newAnswerId = (prefix: string): string => `${prefix}${randomUUID().replaceAll('-', '')}`
