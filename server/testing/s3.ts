import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import type { S3Config } from '../platform/config/config.ts'

const python = '/usr/bin/python3'

/** Of Debian's package python3-swift: Swift with its S3 interface, an implementation independent of the SDK. */
export const s3Module = '/usr/lib/python3/dist-packages/swift/common/middleware/s3api'

export const s3Installed = (): boolean => existsSync(python) && existsSync(s3Module)

/** A throw-away S3 server on a free port of this machine, with everything it stores in a temporary folder. */
export async function startS3(): Promise<{ endpoint: string; stop: () => Promise<void> }> {
  const dir = await mkdtemp(join(tmpdir(), 'vitrine-s3-'))
  // It ends with its standard input, so that it does not outlive a test run that is killed.
  const child = spawn(python, ['-I', join(import.meta.dirname, 's3-server.py'), dir], {
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  const said = text(child.stderr)
  const [port] = await Promise.race([
    once(child.stdout, 'data'),
    once(child, 'exit').then(async () => Promise.reject(new Error(`The S3 server did not start:\n${await said}`))),
  ])
  return {
    endpoint: `http://127.0.0.1:${String(port).trim()}`,
    stop: async () => {
      const ended = once(child, 'exit')
      child.stdin.end()
      await ended
      await rm(dir, { recursive: true, force: true })
    },
  }
}

/** How to reach the throw-away server: its one account may do everything. */
export const s3Access = (endpoint: string, bucket: string): S3Config => ({
  endpoint,
  address: endpoint,
  region: 'eu-test-1',
  bucket,
  keyId: 'test:tester',
  secret: 'testing',
  forcePathStyle: true,
})

export async function makeBucket(access: S3Config): Promise<void> {
  const { CreateBucketCommand } = await import('@aws-sdk/client-s3')
  const { s3Client } = await import('../platform/objects/s3-client.ts')
  const client = s3Client(access)
  await client.send(new CreateBucketCommand({ Bucket: access.bucket }))
  client.destroy()
}
