export type Labelled = {
  readonly kind: string
  /** The line with what has to go between «». */
  readonly marked: string
  readonly text: string
  readonly secrets: readonly string[]
}

export function labelled(line: string): Labelled {
  const [label = '', marked = ''] = line.split('\t')
  const secrets = [...marked.matchAll(/«([^»]*)»/g)].map(([, secret = '']) => secret)
  return { kind: label.replace(/\..*/, ''), marked, text: marked.replaceAll(/[«»]/g, ''), secrets }
}

const token = /\[(?:[a-z]{2,9}-)?[a-z]{2,13}\]/g

/** Whether a piece of what had to go, four characters or more, is still there. */
export function leaks({ marked, secrets }: Labelled, shown: string): boolean {
  const around = marked.replaceAll(/«[^»]*»/g, '·')
  const left = shown.replaceAll(token, '·')
  const isLeft = (piece: string) => left.includes(piece) && !around.includes(piece)
  return secrets.some((secret) =>
    Array.from({ length: Math.max(1, secret.length - 3) }, (_, at) => secret.slice(at, at + 4)).some(isLeft),
  )
}
