import type { Language } from '@vitrine/protocol'
import type { Context } from '../../context.ts'
import { render } from '../../platform/mail/render.ts'
import type { Letter } from './letter.ts'

type Values = Readonly<Record<string, string>>

type Post = {
  readonly letter: Letter
  readonly to: string
  readonly language: Language
  readonly values: Values
  /** Where the link leads, when that is not the letter's own path. */
  readonly link?: string
}

const gaps = /\{(\w+)\}/g

/** Fills a letter in and hands it to the mail server. */
export async function post(ctx: Context, { letter, to, language, values, link }: Post): Promise<'sent' | 'refused'> {
  if (!ctx.mail) throw new Error('There is no mail server')
  const { publicUrl } = ctx.config
  const all = { ...values, installation: new URL(publicUrl).host }
  const leadsTo = link ?? addressOf(publicUrl, letter, values)
  return ctx.mail.send({ to, ...render({ words: letter.words[language], language, values: all, link: leadsTo }) })
}

function addressOf(publicUrl: string, { path = [] }: Letter, values: Values): string | undefined {
  const paths = typeof path === 'string' ? [path] : path
  const filled = paths.find((one) => [...one.matchAll(gaps)].every(([, gap = '']) => values[gap]))
  return filled && publicUrl + filled.replaceAll(gaps, (_, gap: string) => encodeURIComponent(values[gap] ?? ''))
}
