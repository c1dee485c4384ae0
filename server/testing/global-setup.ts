import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import type { TestProject } from 'vitest/node'
import type { Servers } from './servers.ts'

type Supply<T> = { readonly give: () => Promise<T>; readonly stop: () => Promise<void> }

/** Starts with the first who asks; `share` makes what each of them is given. */
function onDemand<Started extends { stop(): Promise<void> }, T>(
  start: () => Promise<Started>,
  share: (started: Started) => T | Promise<T>,
): Supply<T> {
  let started: Promise<Started> | undefined
  return {
    give: async () => {
      started ??= start()
      return share(await started)
    },
    stop: async () => (await started?.catch(() => undefined))?.stop(),
  }
}

const supplies = (dir: string): { [Name in keyof Servers]: Supply<Servers[Name]> } => {
  let next = 0
  return {
    database: onDemand(
      () => startDatabase(dir),
      ({ connection }) => connection,
    ),
    redis: onDemand(
      async () => (await import('./redis.ts')).startRedis(),
      ({ url }) => ({ url: url.replace(/\d+$/, String(next++)) }),
    ),
    s3: onDemand(
      async () => (await import('./s3.ts')).startS3(),
      async ({ endpoint }) => {
        const { makeBucket, s3Access } = await import('./s3.ts')
        const access = s3Access(endpoint, `bucket-${next++}`)
        await makeBucket(access)
        return access
      },
    ),
  }
}

/** One of each server for the whole run. Tests that need none start none. */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const dir = await mkdtemp(join(tmpdir(), 'vitrine-test-'))
  const all = supplies(dir)
  const answer = (name: string): Promise<object> =>
    all[name as keyof Servers].give().catch((error: unknown) => ({ error: String(error) }))
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    void text(socket)
      .then(answer)
      .then((found) => socket.end(JSON.stringify(found)))
  })
  const path = process.platform === 'win32' ? `\\\\.\\pipe\\vitrine-test-${process.pid}` : join(dir, 'on-demand')
  await new Promise<void>((done) => server.listen(path, done))
  provide('serversOnDemand', path)
  return async () => {
    server.close()
    await Promise.all(Object.values(all).map(({ stop }) => stop()))
    await rm(dir, { recursive: true, force: true, maxRetries: 20 })
  }
}

/** PostgreSQL, with a migrated database to clone from. */
async function startDatabase(dir: string) {
  const { startEmbedded } = await import('../platform/db/embedded.ts')
  const { makeTemplate } = await import('./template.ts')
  const embedded = await startEmbedded({ dir: join(dir, 'pg'), durable: false })
  await makeTemplate(embedded.connection)
  return embedded
}
