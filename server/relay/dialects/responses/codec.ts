import type { Codec } from '../middle/codec.ts'
import { readAnswer, writeAnswer } from './answer.ts'
import { readRequest } from './read-request.ts'
import { ResponsesStream } from './read-stream.ts'
import { writeRequest } from './write-request.ts'
import { ResponsesWriter } from './write-stream.ts'

export const responses: Codec = {
  readRequest,
  writeRequest,
  readAnswer,
  writeAnswer,
  readStream: () => new ResponsesStream(),
  writeStream: (talk) => new ResponsesWriter(talk),
}
