import type { Codec } from '../middle/codec.ts'
import { readAnswer, writeAnswer } from './answer.ts'
import { readRequest } from './read-request.ts'
import { GeminiStream } from './read-stream.ts'
import { writeRequest } from './write-request.ts'
import { GeminiWriter } from './write-stream.ts'

export const gemini: Codec = {
  readRequest,
  writeRequest,
  readAnswer,
  writeAnswer,
  readStream: () => new GeminiStream(),
  writeStream: (talk) => new GeminiWriter(talk),
}
