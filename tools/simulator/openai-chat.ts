import { event, type Piece, type SimulatedDialect, textOf } from './dialect.ts'
import { type Asked, inPieces, type Said } from './said.ts'

type Body = {
  model?: string
  messages?: { role: string; content?: unknown }[]
  tools?: { function: { name: string; parameters?: unknown } }[]
  tool_choice?: string | { function: { name: string } }
  response_format?: { type: string; json_schema?: { schema?: unknown } }
  reasoning_effort?: string
  max_tokens?: number
  max_completion_tokens?: number
  stream_options?: { include_usage?: boolean }
}

const choiceOf = (choice: Body['tool_choice']): Asked['choice'] => {
  if (typeof choice === 'object') return { name: choice.function.name }
  return choice === 'required' ? 'any' : choice === 'none' ? 'none' : 'auto'
}

const usageOf = ({ usage: { input, cached, output, reasoning } }: Said) => ({
  prompt_tokens: input,
  completion_tokens: output + reasoning,
  total_tokens: input + output + reasoning,
  prompt_tokens_details: { cached_tokens: cached },
  completion_tokens_details: { reasoning_tokens: reasoning },
})

const finish = ({ calls, cut }: Said) => (cut ? 'length' : calls.length > 0 ? 'tool_calls' : 'stop')
const head = { id: 'chatcmpl-sim', created: 1_700_000_000, system_fingerprint: 'fp_simulated' }

export const openaiChat: SimulatedDialect = {
  read(given) {
    const body = given as Body
    const messages = body.messages ?? []
    const last = messages.at(-1)
    const results = messages.slice(messages.findLastIndex(({ role }) => role !== 'tool') + 1)
    return {
      model: body.model ?? 'unnamed',
      text: textOf(last?.content),
      results: results.map(({ content }) => textOf(content)),
      tools: (body.tools ?? []).map(({ function: { name, parameters } }) => ({ name, schema: parameters })),
      choice: choiceOf(body.tool_choice),
      schema:
        body.response_format?.type === 'json_schema'
          ? body.response_format.json_schema?.schema
          : body.response_format?.type === 'json_object'
            ? { type: 'object' }
            : undefined,
      reasoning: body.reasoning_effort !== undefined,
      mostTokens: body.max_completion_tokens ?? body.max_tokens,
      size: JSON.stringify(messages).length,
    }
  },

  whole(said, { model }) {
    const calls = said.calls.map(({ id, name, input }) => ({
      id,
      type: 'function',
      function: { name, arguments: JSON.stringify(input) },
    }))
    const message = {
      role: 'assistant',
      content: said.text || null,
      refusal: null,
      ...(said.reasoning && { reasoning_content: said.reasoning }),
      ...(calls.length > 0 && { tool_calls: calls }),
    }
    const choice = { index: 0, message, logprobs: null, finish_reason: finish(said) }
    return { ...head, object: 'chat.completion', model, choices: [choice], usage: usageOf(said) }
  },

  pieces(said, { model }, { pieces, nousage }, body) {
    const asks = (body as Body).stream_options?.include_usage === true && !nousage
    const chunk = (delta: object, finish_reason: string | null = null): string =>
      event({
        ...head,
        object: 'chat.completion.chunk',
        model,
        choices: [{ index: 0, delta, finish_reason }],
        ...(asks && { usage: null }),
      })
    const content = (delta: object): Piece => ({ text: chunk(delta), content: true })
    const calls = said.calls.flatMap(({ id, name, input }, index) => [
      content({ tool_calls: [{ index, id, type: 'function', function: { name, arguments: '' } }] }),
      ...inPieces(JSON.stringify(input), 5).map((part) =>
        content({ tool_calls: [{ index, function: { arguments: part } }] }),
      ),
    ])
    const usage = event({ ...head, object: 'chat.completion.chunk', model, choices: [], usage: usageOf(said) })
    return [
      { text: chunk({ role: 'assistant', content: '' }), content: false },
      ...inPieces(said.reasoning, 0).map((part) => content({ reasoning_content: part })),
      ...inPieces(said.text, pieces).map((part) => content({ content: part })),
      ...calls,
      { text: chunk({}, finish(said)), content: false },
      ...(asks ? [{ text: usage, content: false }] : []),
      { text: event('[DONE]'), content: false },
    ]
  },

  error: (status, message) => ({
    error: { message, type: status === 429 ? 'rate_limit_error' : 'server_error', param: null, code: `sim_${status}` },
  }),
  broken: (message) => event({ error: { message, type: 'server_error', code: 'sim_broken' } }),
}
