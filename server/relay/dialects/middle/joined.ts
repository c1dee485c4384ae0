import type { Part } from './talk.ts'

/** Texts that follow each other are one, and so are thoughts up to their seal: that is how streams are kept by clients. */
export function joined<P extends Part>(parts: readonly P[]): P[] {
  const all: P[] = []
  for (const part of parts) {
    const last = all.at(-1)
    if (part.kind === 'text' && last?.kind === 'text') all.splice(-1, 1, { ...last, text: last.text + part.text })
    else if (part.kind === 'thinking' && last?.kind === 'thinking' && !last.seal && !part.seal?.on)
      all.splice(-1, 1, { ...part, text: last.text + part.text })
    else all.push(part)
  }
  return all
}
