import { z } from 'zod'
import { ProblemError } from '../platform/errors.ts'

/** The last row of a page in its order; rows that come and go meanwhile neither repeat nor hide others. */
export type Cursor = { readonly createdAt: Date; readonly id: string }

const Content = z.tuple([z.number().int().min(0).max(253_402_300_799_999), z.uuid()])

export const writeCursor = ({ createdAt, id }: Cursor): string =>
  Buffer.from(JSON.stringify([createdAt.getTime(), id])).toString('base64url')

export function readCursor(cursor: string): Cursor {
  try {
    const [createdAt, id] = Content.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()))
    return { createdAt: new Date(createdAt), id }
  } catch {
    throw new ProblemError('invalid-request', 'This is not a page of this list.', 'Use `next` of the page before.', {
      field: 'cursor',
    })
  }
}
