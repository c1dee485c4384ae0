import { event, type Piece, type SimulatedDialect, textOf } from './dialect.ts'
import { type Asked, inPieces, type Said } from './said.ts'

type Item = { type?: string; role?: string; content?: unknown; output?: unknown }
type Body = {
  model?: string
  input?: string | Item[]
  instructions?: string
  tools?: { type: string; name?: string; parameters?: unknown }[]
  tool_choice?: string | { name?: string }
  text?: { format?: { type: string; schema?: unknown } }
  reasoning?: { effort?: string | null } | null
  max_output_tokens?: number
}

const choiceOf = (choice: Body['tool_choice']): Asked['choice'] => {
  if (typeof choice === 'object') return choice.name ? { name: choice.name } : 'any'
  return choice === 'required' ? 'any' : choice === 'none' ? 'none' : 'auto'
}

const outputOf = (result: unknown) => (typeof result === 'string' ? result : textOf(result))

function itemsOf(said: Said): Record<string, unknown>[] {
  const reasoning = {
    type: 'reasoning',
    id: 'rs_sim',
    summary: [{ type: 'summary_text', text: said.reasoning }],
    encrypted_content: 'c2ltdWxhdGVk',
  }
  const message = {
    type: 'message',
    id: 'msg_sim',
    role: 'assistant',
    status: 'completed',
    content: [{ type: 'output_text', text: said.text, annotations: [], logprobs: [] }],
  }
  const calls = said.calls.map(({ id, name, input }) => ({
    type: 'function_call',
    id: `fc_${id}`,
    call_id: id,
    name,
    arguments: JSON.stringify(input),
    status: 'completed',
  }))
  return [...(said.reasoning ? [reasoning] : []), ...(said.text ? [message] : []), ...calls]
}

function responseOf(said: Said, { model }: Asked, status: string): Record<string, unknown> {
  const { input, cached, output, reasoning } = said.usage
  const done = status !== 'in_progress'
  return {
    id: 'resp_sim',
    object: 'response',
    created_at: 1_700_000_000,
    model,
    status,
    error: null,
    incomplete_details: status === 'incomplete' ? { reason: 'max_output_tokens' } : null,
    instructions: null,
    metadata: {},
    parallel_tool_calls: true,
    temperature: 1,
    tool_choice: 'auto',
    tools: [],
    top_p: 1,
    output: done ? itemsOf(said) : [],
    usage: done
      ? {
          input_tokens: input,
          input_tokens_details: { cached_tokens: cached },
          output_tokens: output + reasoning,
          output_tokens_details: { reasoning_tokens: reasoning },
          total_tokens: input + output + reasoning,
        }
      : null,
  }
}

const statusOf = ({ cut }: Said) => (cut ? 'incomplete' : 'completed')

/** One item of the output, from its beginning to its end. */
function itemPieces(item: Record<string, unknown>, index: number, count: number, tell: Tell): Piece[] {
  const place = { item_id: item.id, output_index: index }
  const added = tell('response.output_item.added', {
    output_index: index,
    item: {
      ...item,
      ...(item.type === 'message' && { content: [], status: 'in_progress' }),
      ...(item.type === 'function_call' && { arguments: '', status: 'in_progress' }),
      ...(item.type === 'reasoning' && { summary: [] }),
    },
  })
  const done = tell('response.output_item.done', { output_index: index, item })
  if (item.type === 'function_call') {
    const whole = String(item.arguments)
    const parts = inPieces(whole, 5).map((delta) => tell('response.function_call_arguments.delta', { ...place, delta }))
    return [
      added,
      ...parts,
      tell('response.function_call_arguments.done', { ...place, name: item.name, arguments: whole }),
      done,
    ]
  }
  if (item.type === 'reasoning') {
    const text = (item.summary as { text: string }[])[0]?.text ?? ''
    const at = { ...place, summary_index: 0 }
    return [
      added,
      tell('response.reasoning_summary_part.added', { ...at, part: { type: 'summary_text', text: '' } }),
      ...inPieces(text, 0).map((delta) => tell('response.reasoning_summary_text.delta', { ...at, delta })),
      tell('response.reasoning_summary_text.done', { ...at, text }),
      tell('response.reasoning_summary_part.done', { ...at, part: { type: 'summary_text', text } }),
      done,
    ]
  }
  const [part] = item.content as { text: string }[]
  const at = { ...place, content_index: 0 }
  return [
    added,
    tell('response.content_part.added', { ...at, part: { ...part, text: '' } }),
    ...inPieces(part?.text ?? '', count).map((delta) =>
      tell('response.output_text.delta', { ...at, delta, logprobs: [] }),
    ),
    tell('response.output_text.done', { ...at, text: part?.text, logprobs: [] }),
    tell('response.content_part.done', { ...at, part }),
    done,
  ]
}

type Tell = (type: string, data: object) => Piece

export const openaiResponses: SimulatedDialect = {
  read(given) {
    const body = given as Body
    const input = typeof body.input === 'string' ? [{ role: 'user', content: body.input }] : (body.input ?? [])
    const results = input.slice(input.findLastIndex(({ type }) => type !== 'function_call_output') + 1)
    return {
      model: body.model ?? 'unnamed',
      text: textOf(input.findLast(({ role }) => role === 'user')?.content),
      results: results.map(({ output }) => outputOf(output)),
      tools: (body.tools ?? []).flatMap(({ type, name, parameters }) =>
        type === 'function' && name ? [{ name, schema: parameters }] : [],
      ),
      choice: choiceOf(body.tool_choice),
      schema: body.text?.format?.type === 'json_schema' ? body.text.format.schema : undefined,
      reasoning: Boolean(body.reasoning?.effort),
      mostTokens: body.max_output_tokens,
      size: JSON.stringify(input).length + (body.instructions?.length ?? 0),
    }
  },

  whole: (said, asked) => responseOf(said, asked, statusOf(said)),

  pieces(said, asked, { pieces }) {
    let sequence_number = 0
    const tell: Tell = (type, data) => ({
      text: event({ type, sequence_number: sequence_number++, ...data }, type),
      content: type.endsWith('.delta'),
    })
    const begun = { response: responseOf(said, asked, 'in_progress') }
    return [
      tell('response.created', begun),
      tell('response.in_progress', begun),
      ...itemsOf(said).flatMap((item, index) => itemPieces(item, index, pieces, tell)),
      tell(`response.${statusOf(said)}`, { response: responseOf(said, asked, statusOf(said)) }),
    ]
  },

  error: (status, message) => ({ error: { message, type: 'server_error', param: null, code: `sim_${status}` } }),
  broken: (message) =>
    event({ type: 'error', code: 'sim_broken', message, param: null, sequence_number: 999 }, 'error'),
}
