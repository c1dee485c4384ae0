/** How long to wait before attempt `attempt` (0-based), in ms: doubles up to 30 s, halved at most by `random` in 0..1. */
export function backoff(attempt: number, random: number): number {
  const ceiling = Math.min(30_000, 500 * 2 ** attempt)
  return Math.round(ceiling * (0.5 + random / 2))
}
