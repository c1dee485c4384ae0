import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Permission } from '../../platform/http/permission.ts'
import type { Shelf } from './serve-document.ts'

export const page = 'text/html; charset=utf-8'

/** One set of documents at one address. */
export type ShelfOf = {
  readonly base: string
  readonly permission: Permission
  /** Of what, for the summaries: "the installation". */
  readonly of: string
  /** Whose documents they are, from the request; throws where the reader may not see them. */
  readonly shelf: (request: FastifyRequest) => Promise<Shelf>
  readonly owner: (request: FastifyRequest, shelf: Shelf) => string
}

export const Name = z.string().max(100)
export const Kind = z.object({ kind: Name })
