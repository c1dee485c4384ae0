import { createHash, randomUUID } from 'node:crypto'
import { Scope, type SendReport } from '@vitrine/protocol'
import type { FastifyInstance } from 'fastify'
import type { Context } from '../../context.ts'
import { randomToken, sha256 } from '../../platform/crypto/random-token.ts'
import { packed } from '../../testing/sample-events.ts'

type App = FastifyInstance

/** What a visitor sends who has found a problem. */
export function sampleReport(key: string, chunks: number): SendReport {
  const at = Date.parse('2026-03-01T12:00:00Z')
  return {
    key,
    id: randomUUID(),
    description: 'The basket stays empty\nI pressed the button twice.',
    pageUrl: 'https://shop.example/basket?step=2',
    environment: {
      userAgent: 'Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0.0.0',
      locale: 'en-GB',
      viewport: { width: 1280, height: 720 },
      screen: { width: 1920, height: 1080, pixelRatio: 2 },
      timeZone: 'Europe/Berlin',
    },
    context: { plan: 'gold', items: 3, trial: false, coupon: null },
    policyHash: 'abc123',
    triggers: [],
    maskCounts: { input: 4 },
    recording: {
      id: randomUUID(),
      startedAt: at,
      endedAt: at + 90_000,
      chunks,
      console: [{ at, level: 'error', args: ['it broke'], stack: 'at basket.js:3' }],
      timeline: [
        { kind: 'error', at, message: 'it broke', source: 'error' },
        {
          kind: 'request',
          at,
          via: 'fetch',
          method: 'POST',
          url: 'https://shop.example/api/basket',
          status: 503,
          durationMs: 12,
          requestBytes: 40,
          responseBytes: null,
        },
      ],
    },
  }
}

/** A browser on a site of the project, talking to the intake. */
export function visitor(app: App, origin: string | undefined) {
  const from = origin === undefined ? {} : { origin }
  return {
    open: (report: unknown) =>
      app.inject({ method: 'POST', url: '/v1/reports', headers: from, payload: report as object }),
    chunk: (recordingId: string, seq: number, token: string, content: unknown, sha?: string) => {
      const { body, sha256 } = packed(content)
      const own = {
        authorization: `Bearer ${token}`,
        'x-vitrine-sha256': sha ?? sha256,
        'content-type': 'application/gzip',
      }
      const url = `/v1/recordings/${recordingId}/chunks/${seq}`
      return app.inject({ method: 'PUT', url, headers: { ...from, ...own }, payload: Buffer.from(body) })
    },
    voice: (recordingId: string, token: string, audio: Buffer, more: Record<string, string> = {}) => {
      const own = {
        authorization: `Bearer ${token}`,
        'x-vitrine-sha256': createHash('sha256').update(audio).digest('hex'),
        'content-type': 'audio/webm',
      }
      const url = `/v1/recordings/${recordingId}/voice`
      return app.inject({ method: 'PUT', url, headers: { ...from, ...own, ...more }, payload: audio })
    },
    asset: (
      recordingId: string,
      sha256: string,
      token: string,
      body: Uint8Array,
      type = 'application/octet-stream',
    ) => {
      const headers = { ...from, authorization: `Bearer ${token}`, 'content-type': type }
      const url = `/v1/recordings/${recordingId}/assets/${sha256}`
      return app.inject({ method: 'PUT', url, headers, payload: Buffer.from(body) })
    },
    complete: (reportId: string, token: string) => {
      const headers = { ...from, authorization: `Bearer ${token}` }
      return app.inject({ method: 'POST', url: `/v1/reports/${reportId}/complete`, headers })
    },
  }
}

/** Lets a program act for a member. */
export async function apiToken(ctx: Context, userId: string): Promise<string> {
  const token = `vt_${randomToken()}`
  const row = {
    id: randomUUID(),
    user_id: userId,
    label: token,
    prefix: 'vt_',
    scopes: Scope.options,
    sha256: sha256(token),
    created_at: ctx.now(),
  }
  await ctx.control.db.insertInto('api_tokens').values(row).execute()
  return token
}

/** A member's program, talking to the API. */
export async function member(app: App, ctx: Context, userId: string) {
  const headers = { authorization: `Bearer ${await apiToken(ctx, userId)}` }
  return {
    get: (url: string, more: Record<string, string> = {}) => app.inject({ url, headers: { ...headers, ...more } }),
    delete: (url: string) => app.inject({ method: 'DELETE', url, headers }),
    post: (url: string, payload: object) => app.inject({ method: 'POST', url, headers, payload }),
    patch: (url: string, payload: object) => app.inject({ method: 'PATCH', url, headers, payload }),
  }
}
