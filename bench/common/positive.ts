/** A number above 0 that was asked for by name; `otherwise`: it was not. */
export function positive(text: string | undefined, otherwise: number, name: string): number {
  if (text === undefined) return otherwise
  if (!(Number(text) > 0)) throw new Error(`--${name} takes a number above 0, not "${text}"`)
  return Number(text)
}
