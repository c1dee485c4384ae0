import { accessCookie, refreshCookie } from '@vitrine/protocol'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Login } from './login-session.ts'

/** The refresh token travels to the one address that trades it, and nowhere else. */
const paths = { [accessCookie.name]: '/', [refreshCookie.name]: '/api/refresh' }

/** Neither scripts nor other sites get at them; over https they never travel in clear. */
const attributes = ({ ctx }: FastifyRequest, name: string) =>
  ({
    path: paths[name],
    httpOnly: true,
    sameSite: 'strict',
    secure: ctx.config.publicUrl.startsWith('https:'),
  }) as const

export function setLogin(request: FastifyRequest, reply: FastifyReply, login: Login): void {
  const values = { [accessCookie.name]: login.access, [refreshCookie.name]: login.refresh }
  for (const { name, ttl } of [accessCookie, refreshCookie]) {
    const value = values[name]
    if (value !== undefined) reply.setCookie(name, value, { ...attributes(request, name), maxAge: ttl.seconds })
  }
}

export function clearLogin(request: FastifyRequest, reply: FastifyReply): void {
  for (const { name } of [accessCookie, refreshCookie]) reply.clearCookie(name, attributes(request, name))
}
