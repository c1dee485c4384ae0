type Entry<T> = { readonly value: Promise<T>; size: number }

/** Remembers what never changes, up to so many characters of JSON; what was asked for the longest ago goes first. */
export function remembering<T>(most: number) {
  const entries = new Map<string, Entry<T>>()
  let held = 0
  const forget = (key: string, entry: Entry<T>) => {
    if (entries.get(key) !== entry) return
    entries.delete(key)
    held -= entry.size
  }
  const weigh = (key: string, entry: Entry<T>, size: number) => {
    entry.size = size
    held += size
    for (const [oldest, one] of entries) {
      if (held <= most) break
      forget(oldest, one)
    }
  }
  return (key: string, work: () => Promise<T>): Promise<T> => {
    const known = entries.get(key)
    const entry = known ?? { value: work(), size: 0 }
    entries.delete(key)
    entries.set(key, entry)
    if (!known)
      entry.value.then(
        (value) => weigh(key, entry, JSON.stringify(value).length),
        () => forget(key, entry),
      )
    return entry.value
  }
}
