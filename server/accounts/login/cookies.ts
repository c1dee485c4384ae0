import type { BrowserKey } from '@vitrine/ledger'
import { accessCookie, deviceCookie, refreshCookie, secondStepCookie } from '@vitrine/protocol'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Login } from './login-session.ts'

/** Each travels to the addresses that read it, and nowhere else. */
const paths = {
  [accessCookie.name]: '/',
  [refreshCookie.name]: '/api/refresh',
  [deviceCookie.name]: '/api/',
  [secondStepCookie.name]: '/api/sign-in',
}

/** Neither scripts nor other sites get at them; over https they never travel in clear. */
const attributes = ({ ctx }: FastifyRequest, name: string) =>
  ({
    path: paths[name],
    httpOnly: true,
    sameSite: 'strict',
    secure: ctx.config.publicUrl.startsWith('https:'),
  }) as const

export function setLogin(request: FastifyRequest, reply: FastifyReply, login: Login): void {
  const { access, refresh, device } = login
  give(request, reply, accessCookie, access)
  if (refresh !== undefined) give(request, reply, refreshCookie, refresh)
  if (device !== undefined) give(request, reply, deviceCookie, device)
  if (request.cookies[secondStepCookie.name])
    reply.clearCookie(secondStepCookie.name, attributes(request, secondStepCookie.name))
}

export const setPending = (request: FastifyRequest, reply: FastifyReply, pending: string): void =>
  give(request, reply, secondStepCookie, pending)

function give(request: FastifyRequest, reply: FastifyReply, { name, ttl }: BrowserKey, value: string): void {
  reply.setCookie(name, value, { ...attributes(request, name), maxAge: ttl.seconds })
}

export function clearLogin(request: FastifyRequest, reply: FastifyReply): void {
  for (const { name } of [accessCookie, refreshCookie]) reply.clearCookie(name, attributes(request, name))
}
