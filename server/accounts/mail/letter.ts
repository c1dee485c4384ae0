import type { Language } from '@vitrine/protocol'
import type { Context } from '../../context.ts'
import type { Words } from '../../platform/mail/render.ts'

type Values = Readonly<Record<string, string>>

/** A kind of e-mail: a file of data beside what causes it. `{name}` and `{installation}` are filled in by themselves. */
export type Letter<Gap extends string = string> = {
  /** `domain.what-happened`. */
  readonly name: `${string}.${string}`
  readonly what: string
  /** What may fill its gaps: the names of the gaps, and what the preview shows in them. */
  readonly sample: Readonly<Record<Gap, string>>
  readonly words: Readonly<Record<Language, Words>>
  /** A warning that goes to where an organization wants its bills, too. */
  readonly ofBills?: true
  /** Where its link leads: an address of the dashboard, with gaps. Of several, the first whose gaps can all be filled. */
  readonly path?: `/${string}` | readonly `/${string}`[]
  /** Looks up what is shown instead of the ids that a job carries, when the letter is sent. */
  readonly resolve?: (ctx: Context, data: Values) => Promise<Values>
  /** What the preview shows in place of what `resolve` finds. */
  readonly sampleResolved?: Values
}

const known = new Map<string, Letter>()

/** Declares a letter; from then on it can be sent and is among the previews. */
export function letter<const Gap extends string>(about: Letter<Gap>): Letter<Gap> {
  if (known.has(about.name)) throw new Error(`There are two letters called ${about.name}`)
  known.set(about.name, about)
  return about
}

export const letters = (): readonly Letter[] => [...known.values()]

export function letterCalled(name: string): Letter {
  const found = known.get(name)
  if (!found) throw new Error(`There is no letter called ${name}`)
  return found
}
