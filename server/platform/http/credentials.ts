import { accessCookie } from '@vitrine/protocol'
import type { FastifyRequest } from 'fastify'

/** What a request shows to say who it is: the token of `Authorization: Bearer`, the value of the access cookie. */
export type Credentials = { readonly bearer: string | undefined; readonly access: string | undefined }

export const credentialsOf = ({ headers, cookies }: FastifyRequest): Credentials => ({
  bearer: /^Bearer (\S+)$/i.exec(headers.authorization ?? '')?.[1],
  access: cookies[accessCookie.name],
})
