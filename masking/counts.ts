/** How many values were masked or redacted, by kind: `{ email: 2, input: 5 }`. */
export type MaskCounts = Record<string, number>

export function tally(counts: MaskCounts, kind: string, by = 1): void {
  counts[kind] = (counts[kind] ?? 0) + by
}

/** Adds `more` to `counts`. */
export function addCounts(counts: MaskCounts, more: MaskCounts): void {
  for (const [kind, by] of Object.entries(more)) tally(counts, kind, by)
}
