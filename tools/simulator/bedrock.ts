import { anthropic } from './anthropic.ts'
import { awsChunk, awsException } from './aws-frames.ts'
import type { SimulatedDialect } from './dialect.ts'

const modelIn = (path: string): string => decodeURIComponent(/\/model\/([^/]+)\//.exec(path)?.[1] ?? '')

/** The data of an event, as it was before it was written as one. */
const dataOf = (text: string): unknown => JSON.parse(/^data: (.*)$/m.exec(text)?.[1] ?? '')

/** Anthropic's language as Amazon serves it: the model stands in the path, and streams come in frames. */
export const bedrock: SimulatedDialect = {
  ...anthropic,
  type: 'application/vnd.amazon.eventstream',
  read: (given, path) => anthropic.read({ ...given, model: modelIn(path) }, path),
  pieces: (...how) =>
    anthropic.pieces(...how).map(({ text, content }) => ({ text: awsChunk(dataOf(String(text))), content })),
  error: (_, message) => ({ message }),
  broken: (message) => awsException('modelStreamErrorException', message),
}
