import { event, type SimulatedDialect } from './dialect.ts'
import { type Asked, inPieces, type Said } from './said.ts'

type Part = { text?: string; functionResponse?: { response?: unknown } }
type Body = {
  contents?: { role?: string; parts?: Part[] }[]
  systemInstruction?: unknown
  tools?: { functionDeclarations?: { name: string; parameters?: unknown; parametersJsonSchema?: unknown }[] }[]
  toolConfig?: { functionCallingConfig?: { mode?: string; allowedFunctionNames?: string[] } }
  generationConfig?: {
    maxOutputTokens?: number
    responseSchema?: unknown
    responseJsonSchema?: unknown
    thinkingConfig?: { includeThoughts?: boolean }
  }
}

function choiceOf({ functionCallingConfig: how }: NonNullable<Body['toolConfig']>): Asked['choice'] {
  const [only, ...others] = how?.allowedFunctionNames ?? []
  if (how?.mode === 'NONE') return 'none'
  if (how?.mode !== 'ANY') return 'auto'
  return only && others.length === 0 ? { name: only } : 'any'
}

const usageOf = ({ usage: { input, cached, output, reasoning } }: Said) => ({
  promptTokenCount: input,
  candidatesTokenCount: output,
  totalTokenCount: input + output + reasoning,
  ...(cached > 0 && { cachedContentTokenCount: cached }),
  ...(reasoning > 0 && { thoughtsTokenCount: reasoning }),
})

const thoughtSignature = 'c2ltdWxhdGVk'
const callsOf = ({ calls, reasoning }: Said) =>
  calls.map(({ name, input }, i) => ({
    functionCall: { name, args: input },
    ...(reasoning && i === 0 && { thoughtSignature }),
  }))

const answer = (said: Said, { model }: Asked, parts: object[], end: boolean) => ({
  candidates: [
    {
      content: { role: 'model', parts },
      index: 0,
      ...(end && { finishReason: said.cut ? 'MAX_TOKENS' : 'STOP' }),
    },
  ],
  usageMetadata: usageOf(said),
  modelVersion: model,
  responseId: 'sim',
})

export const gemini: SimulatedDialect = {
  read(given, path) {
    const body = given as Body
    const contents = body.contents ?? []
    const parts = contents.at(-1)?.parts ?? []
    const how = body.generationConfig
    return {
      model: /models\/([^:]+)/.exec(path)?.[1] ?? 'unnamed',
      text: parts.map(({ text }) => text ?? '').join(''),
      results: parts.flatMap(({ functionResponse }) =>
        functionResponse ? [JSON.stringify(functionResponse.response)] : [],
      ),
      tools: (body.tools ?? []).flatMap(({ functionDeclarations = [] }) =>
        functionDeclarations.map(({ name, parameters, parametersJsonSchema }) => ({
          name,
          schema: parametersJsonSchema ?? parameters,
        })),
      ),
      choice: choiceOf(body.toolConfig ?? {}),
      schema: how?.responseJsonSchema ?? how?.responseSchema,
      reasoning: how?.thinkingConfig?.includeThoughts === true,
      mostTokens: how?.maxOutputTokens,
      size: JSON.stringify([body.systemInstruction, contents]).length,
    }
  },

  whole: (said, asked) => {
    const thoughts = said.reasoning ? [{ text: said.reasoning, thought: true }] : []
    const text = said.text ? [{ text: said.text }] : []
    return answer(said, asked, [...thoughts, ...text, ...callsOf(said)], true)
  },

  pieces(said, asked, { pieces }) {
    const piece = (part: object) => ({ text: event(answer(said, asked, [part], false)), content: true })
    const calls = callsOf(said)
    return [
      ...inPieces(said.reasoning, 0).map((text) => piece({ text, thought: true })),
      ...inPieces(said.text, pieces).map((text) => piece({ text })),
      ...calls.map(piece),
      { text: event(answer(said, asked, [{ text: '' }], true)), content: false },
    ]
  },

  error: (code, message) => ({
    error: { code, message, status: code === 429 ? 'RESOURCE_EXHAUSTED' : 'UNAVAILABLE' },
  }),
  broken: (message) => event({ error: { code: 503, message, status: 'UNAVAILABLE' } }),
}
