import { event, type Piece, type SimulatedDialect, textOf } from './dialect.ts'
import { type Asked, inPieces, type Said } from './said.ts'

type Part = { type: string; text?: string; content?: unknown }
type Body = {
  model?: string
  system?: unknown
  messages?: { role: string; content: string | Part[] }[]
  tools?: { name: string; input_schema?: unknown }[]
  tool_choice?: { type: string; name?: string }
  output_config?: { format?: { type: string; schema?: unknown } }
  thinking?: { type: string }
  max_tokens?: number
}

const choiceOf = (choice: Body['tool_choice']): Asked['choice'] => {
  if (choice?.type === 'tool' && choice.name) return { name: choice.name }
  return choice?.type === 'any' ? 'any' : choice?.type === 'none' ? 'none' : 'auto'
}

const usageOf = ({ usage: { input, cached } }: Said, output: number) => ({
  input_tokens: input - cached,
  cache_creation_input_tokens: 0,
  cache_read_input_tokens: cached,
  output_tokens: output,
})

const stopOf = ({ calls, cut }: Said) => (cut ? 'max_tokens' : calls.length > 0 ? 'tool_use' : 'end_turn')
const spent = ({ usage: { output, reasoning } }: Said) => output + reasoning
const signature = 'c2ltdWxhdGVkLXNpZ25hdHVyZQ=='

const blocksOf = (said: Said): Record<string, unknown>[] => [
  ...(said.reasoning ? [{ type: 'thinking', thinking: said.reasoning, signature }] : []),
  ...(said.text ? [{ type: 'text', text: said.text }] : []),
  ...said.calls.map(({ id, name, input }) => ({ type: 'tool_use', id, name, input })),
]

const message = (said: Said, { model }: Asked, content: unknown[], stop_reason: string | null, output: number) => ({
  id: 'msg_sim',
  type: 'message',
  role: 'assistant',
  model,
  content,
  stop_reason,
  stop_sequence: null,
  usage: usageOf(said, output),
})

const tell = (type: string, data: object, content = false): Piece => ({ text: event({ type, ...data }, type), content })

function blockPieces(block: Record<string, unknown>, index: number, count: number): Piece[] {
  const delta = (one: object) => tell('content_block_delta', { index, delta: one }, true)
  const begin = (content_block: object) => tell('content_block_start', { index, content_block })
  const stop = tell('content_block_stop', { index })
  if (block.type === 'thinking')
    return [
      begin({ type: 'thinking', thinking: '', signature: '' }),
      ...inPieces(String(block.thinking), 0).map((thinking) => delta({ type: 'thinking_delta', thinking })),
      delta({ type: 'signature_delta', signature }),
      stop,
    ]
  if (block.type === 'tool_use')
    return [
      begin({ ...block, input: {} }),
      ...inPieces(JSON.stringify(block.input), 5).map((partial_json) =>
        delta({ type: 'input_json_delta', partial_json }),
      ),
      stop,
    ]
  return [
    begin({ type: 'text', text: '' }),
    ...inPieces(String(block.text), count).map((text) => delta({ type: 'text_delta', text })),
    stop,
  ]
}

export const anthropic: SimulatedDialect = {
  read(given) {
    const body = given as Body
    const messages = body.messages ?? []
    const content = messages.at(-1)?.content
    const parts = Array.isArray(content) ? content : []
    return {
      model: body.model ?? 'unnamed',
      text: textOf(content),
      results: parts.filter(({ type }) => type === 'tool_result').map((part) => textOf(part.content)),
      tools: (body.tools ?? []).map(({ name, input_schema }) => ({ name, schema: input_schema })),
      choice: choiceOf(body.tool_choice),
      schema: body.output_config?.format?.schema,
      reasoning: body.thinking?.type === 'enabled' || body.thinking?.type === 'adaptive',
      mostTokens: body.max_tokens,
      size: JSON.stringify([body.system, messages]).length,
    }
  },

  whole: (said, asked) => message(said, asked, blocksOf(said), stopOf(said), spent(said)),

  pieces: (said, asked, { pieces }) => [
    tell('message_start', { message: message(said, asked, [], null, 1) }),
    { text: event({ type: 'ping' }, 'ping'), content: false },
    ...blocksOf(said).flatMap((block, index) => blockPieces(block, index, pieces)),
    tell('message_delta', {
      delta: { stop_reason: stopOf(said), stop_sequence: null },
      usage: { output_tokens: spent(said) },
    }),
    tell('message_stop', {}),
  ],

  error: (status, text) => ({
    type: 'error',
    error: {
      type: status === 429 ? 'rate_limit_error' : status === 529 ? 'overloaded_error' : 'api_error',
      message: text,
    },
    request_id: 'req_sim',
  }),
  broken: (text) => event({ type: 'error', error: { type: 'overloaded_error', message: text } }, 'error'),
}
