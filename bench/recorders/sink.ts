import type { IncomingMessage, ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'

/** As much as each vendor's server has to say for its recorder to record. */
const answers: readonly { path: RegExp; body: () => object }[] = [
  {
    path: /^\/array\/[^/]+\/config$/,
    body: () => ({ sessionRecording: { endpoint: '/s/' }, supportedCompression: ['gzip', 'gzip-js'] }),
  },
  { path: /^\/flags\//, body: () => ({ featureFlags: {}, flags: {}, sessionRecording: { endpoint: '/s/' } }) },
  { path: /^\/(s|e|i\/v0\/e)\/?$/, body: () => ({ status: 1 }) },
  {
    path: /^\/openreplay\/v1\/web\/start$/,
    body: () => ({
      token: 'bench',
      userUUID: '6f1c8c5e-0f4e-4a52-9c0b-1d1f2a3b4c5d',
      sessionID: '1',
      projectID: '1',
      startTimestamp: Date.now(),
      delay: 0,
      beaconSizeLimit: 1_000_000,
      compressionThreshold: 20_000,
    }),
  },
  { path: /^\/openreplay\/v1\/web\/tags/, body: () => ({ tags: [] }) },
  { path: /^\/(api\/1\/envelope\/|clarity|rrweb|openreplay\/v1\/web\/(i|images))/, body: () => ({}) },
]

const allow = ({ headers }: IncomingMessage) => ({
  'access-control-allow-origin': headers.origin ?? '*',
  'access-control-allow-credentials': 'true',
  'access-control-allow-headers': headers['access-control-request-headers'] ?? '*',
  'access-control-allow-methods': 'GET,POST,PUT,OPTIONS',
})

/** Plays every vendor's server: answers, counts, and keeps what it can read later. */
export function createSink() {
  let kept: { path: string; body: Buffer }[] = []
  return {
    bodies: (path: string) => kept.filter((one) => one.path === path).map(({ body }) => body),
    reset() {
      kept = []
    },
    /** Answers whether the path was one of its own. */
    async handle(request: IncomingMessage, response: ServerResponse, path: string): Promise<boolean> {
      const answer = answers.find((one) => one.path.test(path))
      if (!answer) return false
      for (const [name, value] of Object.entries(allow(request))) response.setHeader(name, value)
      if (request.method === 'OPTIONS') return Boolean(response.writeHead(204).end())
      kept.push({ path, body: await buffer(request) })
      response.setHeader('content-type', 'application/json').end(JSON.stringify(answer.body()))
      return true
    },
  }
}

export type Sink = ReturnType<typeof createSink>
