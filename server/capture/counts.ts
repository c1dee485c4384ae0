import type { MaskCounts } from '@vitrine/protocol'

/** The sum of both, kind by kind. */
export function addCounts(counts: MaskCounts, more: MaskCounts): MaskCounts {
  const sum = new Map(Object.entries(counts))
  for (const [kind, count] of Object.entries(more)) sum.set(kind, (sum.get(kind) ?? 0) + count)
  return Object.fromEntries(sum)
}
