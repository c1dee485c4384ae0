import type { IncomingMessage } from 'node:http'

/** Long conversations with pictures. */
export const largestBody = 64 * 1024 * 1024

export type BodyProblem = 'too-large' | 'gone'

const nothing = Buffer.alloc(0)

/** The whole body: a request may have to be sent more than once. */
export function readBody(request: IncomingMessage): Promise<Buffer | BodyProblem> {
  return new Promise((resolve) => {
    let first: Buffer | undefined
    let more: Buffer[] | undefined
    let size = 0
    request.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size > largestBody) {
        request.pause()
        return resolve('too-large')
      }
      if (!first) first = chunk
      else (more ??= [first]).push(chunk)
    })
    request.on('end', () => resolve(more ? Buffer.concat(more, size) : (first ?? nothing)))
    request.on('close', () => resolve('gone'))
    request.on('error', () => resolve('gone'))
  })
}
