const segment = /^(?!\.)[\w.@-]+(?<!\.)$/

/** The parts of a name. Keys come from buckets, which allow no separators in values; this holds even for one that was forged. */
export function segmentsOf(name: string): string[] {
  const segments = name.split('/')
  if (!segments.every((part) => segment.test(part))) throw new Error(`"${name}" is not an object name`)
  return segments
}

/** A prefix that ends at the end of a segment, so that 1 is not 10. */
export function checkPrefix(prefix: string): string {
  segmentsOf(prefix.replace(/\/$/, ''))
  return prefix.endsWith('/') ? prefix : `${prefix}/`
}
