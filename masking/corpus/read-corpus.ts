import { readFileSync } from 'node:fs'
import { makeIdentifiers } from './make-identifiers.ts'
import { makeOrdinary } from './make-ordinary.ts'

export type Labelled = {
  readonly kind: string
  /** The line with what has to go between «». */
  readonly marked: string
  readonly text: string
  readonly secrets: readonly string[]
}

const linesOf = (name: string): string[] =>
  readFileSync(new URL(`${name}.txt`, import.meta.url), 'utf8')
    .trimEnd()
    .split('\n')

function labelled(line: string): Labelled {
  const [label = '', marked = ''] = line.split('\t')
  const secrets = [...marked.matchAll(/«([^»]*)»/g)].map(([, secret = '']) => secret)
  return { kind: label.replace(/\..*/, ''), marked, text: marked.replaceAll(/[«»]/g, ''), secrets }
}

/** What detectors are tuned on, and what nobody may tune them on: written before, and never looked at for it. */
export const identifiers = {
  tuned: [...linesOf('identifiers'), ...makeIdentifiers()].map(labelled),
  heldOut: linesOf('held-out-identifiers').map(labelled),
}
export const ordinary = {
  tuned: [...linesOf('log-lines'), ...makeOrdinary(linesOf('ordinary-templates'))],
  heldOut: linesOf('held-out-lines'),
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
