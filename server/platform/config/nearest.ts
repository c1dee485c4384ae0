/** How the sentence about an unknown word ends: `; did you mean X?` when one is a slip of the finger away. */
export function nearest(word: string, candidates: readonly string[], prefix = ''): string {
  const ranked = candidates.map((candidate) => [candidate, distance(word, candidate)] as const)
  const [best, edits] = ranked.sort((a, b) => a[1] - b[1])[0] ?? ['', Number.POSITIVE_INFINITY]
  return edits <= Math.max(2, word.length / 4) ? `; did you mean ${prefix}${best}?` : '.'
}

/** How many letters have to be added, removed or changed. */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, n) => n)
  for (const [i, letter] of Array.from(from).entries()) {
    const next = [i + 1]
    for (const [j, other] of Array.from(to).entries())
      next.push(Math.min((row[j] ?? 0) + (letter === other ? 0 : 1), (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1))
    row = next
  }
  return row.at(-1) ?? 0
}
