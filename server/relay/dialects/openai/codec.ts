import type { Codec } from '../middle/codec.ts'
import { readAnswer, writeAnswer } from './answer.ts'
import { readRequest } from './read-request.ts'
import { OpenaiStream } from './read-stream.ts'
import { writeRequest } from './write-request.ts'
import { OpenaiWriter } from './write-stream.ts'

export const openai: Codec = {
  readRequest,
  writeRequest,
  readAnswer,
  writeAnswer,
  readStream: () => new OpenaiStream(),
  writeStream: (talk) => new OpenaiWriter(talk),
}
