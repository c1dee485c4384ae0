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

/** Fills a letter in and hands it to the mail server. */
export async function post(ctx: Context, { letter, to, language, values, link }: Post): Promise<'sent' | 'refused'> {
  if (!ctx.mail) throw new Error('There is no mail server')
  const { publicUrl } = ctx.config
  const all = { ...values, installation: new URL(publicUrl).host }
  const path = letter.path?.replaceAll(/\{(\w+)\}/g, (_, gap: string) => encodeURIComponent(values[gap] ?? ''))
  const leadsTo = link ?? (path === undefined ? undefined : publicUrl + path)
  return ctx.mail.send({ to, ...render({ words: letter.words[language], language, values: all, link: leadsTo }) })
}
