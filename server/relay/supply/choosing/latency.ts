/** So much of an estimate is the last measurement. */
const share = 0.2
/** After so long without one, half of it is forgotten: who was slow once is tried again. */
const halfLifeMs = 120_000
const mostModels = 100

/** How soon a channel's models begin to answer, as a mean that follows. */
export class Latency {
  readonly #models = new Map<string, { ms: number; at: number }>()

  measured(model: string, ms: number, now: number): void {
    const known = this.#models.get(model)
    if (known) {
      known.ms += share * (ms - known.ms)
      known.at = now
      return
    }
    // Names of models come from clients where an organization uses credentials of its own.
    if (this.#models.size >= mostModels) this.#models.delete(this.#models.keys().next().value ?? '')
    this.#models.set(model, { ms, at: now })
  }

  /** Nothing known: 0, so that it is tried. */
  estimate(model: string, now: number): number {
    const known = this.#models.get(model)
    return known ? known.ms * 0.5 ** ((now - known.at) / halfLifeMs) : 0
  }
}
