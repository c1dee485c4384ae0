/** A fixed question, in OpenAI's words without model and limits. */
export type Question = {
  /** Its name, which is all that is kept of it. */
  readonly item: string
  readonly body: { readonly messages: readonly { readonly role: 'user'; readonly content: string }[] } & Readonly<
    Record<string, unknown>
  >
  /** Room for the answer. */
  readonly tokens: number
}

export type Answer = {
  readonly text: string
  readonly calls: readonly { readonly name: string; readonly input: unknown }[]
  /** What the provider says the model is. */
  readonly named: string
}

export const asking = (content: string): Question['body'] => ({ messages: [{ role: 'user', content }] })
