import type { Answer } from './question.ts'

type Completion = {
  readonly model?: unknown
  readonly choices?: readonly {
    readonly finish_reason?: unknown
    readonly message?: {
      readonly content?: unknown
      readonly tool_calls?: readonly { readonly function?: { readonly name?: unknown; readonly arguments?: unknown } }[]
    }
  }[]
}

const asText = (value: unknown): string => (typeof value === 'string' ? value : '')

function argumentsOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** `cut`: it ran out of room before it said anything, as models do that think first. */
export function readAnswer(completion: unknown): Answer & { readonly cut: boolean } {
  const { model, choices } = (completion ?? {}) as Completion
  const { finish_reason: reason, message } = choices?.[0] ?? {}
  const text = asText(message?.content)
  const calls = (message?.tool_calls ?? []).map(({ function: called }) => ({
    name: asText(called?.name),
    input: argumentsOf(asText(called?.arguments)),
  }))
  return { text, calls, named: asText(model), cut: reason === 'length' && text.trim() === '' && calls.length === 0 }
}
