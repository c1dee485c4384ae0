/** A name short enough to be said and compared, for what has an id only: its last eight digits, "4f0a-91c4". */
export function reference(id: string): string {
  const digits = id.replaceAll('-', '').slice(-8)
  return `${digits.slice(0, 4)}-${digits.slice(4)}`
}
