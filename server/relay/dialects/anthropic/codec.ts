import type { Codec } from '../middle/codec.ts'
import { readAnswer, writeAnswer } from './answer.ts'
import { readRequest } from './read-request.ts'
import { AnthropicStream } from './read-stream.ts'
import { writeRequest } from './write-request.ts'
import { AnthropicWriter } from './write-stream.ts'

export const anthropic: Codec = {
  readRequest,
  writeRequest,
  readAnswer,
  writeAnswer,
  readStream: () => new AnthropicStream(),
  writeStream: (talk) => new AnthropicWriter(talk),
}
