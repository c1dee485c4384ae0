import type { StreamEvent } from '../dialect.ts'
import type { Json } from './json.ts'
import type { Answer, Emit, Piece, Talk } from './talk.ts'

/** Reads the stream of a provider. */
export interface StreamReader {
  push(event: StreamEvent, emit: Emit): void
  /** Whether the stream has come to the end that its dialect asks for. */
  readonly ended: boolean
}

/** Writes a stream for a client. Gets blocks in order, one open at a time. */
export interface StreamWriter {
  write(piece: Piece): string
  end(): string
  fail(status: number, message: string): string
}

/** One dialect: as the client's it reads requests and writes answers, as the provider's the other way round. */
export interface Codec {
  /** `model`: where the request doesn't say it. */
  readRequest(request: Json, model: string): Talk
  writeRequest(talk: Talk, model: string): Record<string, unknown>
  readAnswer(answer: Json): Answer
  writeAnswer(answer: Answer, talk: Talk): Record<string, unknown>
  readStream(): StreamReader
  writeStream(talk: Talk): StreamWriter
}
