import { randomBytes } from 'node:crypto'
import type { S3Config } from '../server/platform/config/config.ts'
import { s3Objects } from '../server/platform/objects/s3.ts'
import { contentOf, redisProgram, startRedis, type TestRedis } from '../server/testing/redis.ts'
import { type Refusing, refusing } from '../server/testing/refusing.ts'
import { s3Installed } from '../server/testing/s3.ts'
import { askFor } from '../server/testing/servers.ts'
import { foreignPostgres } from './postgres.ts'
import type { Haystack } from './secrets.ts'

export const storesInstalled = redisProgram() !== undefined && s3Installed()

/** PostgreSQL, Redis and S3, each a server of its own, and the settings that lead to them. */
export type Stores = {
  readonly env: Record<string, string>
  readonly redis: TestRedis
  /** Stands before the S3 server. */
  readonly s3: Refusing
  readonly objectNames: () => Promise<string[]>
  /** Everything that Redis and S3 hold, as it lies there. */
  readonly content: () => Promise<Haystack[]>
  readonly stop: () => Promise<void>
}

export async function startStores(): Promise<Stores> {
  const [postgres, redis, access] = await Promise.all([foreignPostgres(), startRedis({ keeps: true }), askFor('s3')])
  const s3 = await refusing(access.endpoint)
  const objects = s3Objects(access)
  const everything = () => Array.fromAsync(objects.listEverything(), ({ name }) => name)
  const env = {
    DATABASE_URL: postgres.url,
    REDIS_URL: redis.url,
    ...inEnvironment({ ...access, endpoint: s3.endpoint }),
    VITRINE_MASTER_KEY: randomBytes(32).toString('base64'),
  }
  return {
    env,
    redis,
    s3,
    objectNames: everything,
    content: async () => {
      const bucket = { pattern: '' } as never
      const bodies = (await everything()).map(async (name) => ({
        name: `object ${name}`,
        content: (await objects.get({ name, bucket })) ?? '',
      }))
      return [...(await contentOf(redis.url)), ...(await Promise.all(bodies))]
    },
    stop: async () => {
      objects.close()
      await Promise.all([s3.stop(), redis.stop(), postgres.stop()])
    },
  }
}

const inEnvironment = ({ endpoint, region, bucket, keyId, secret, forcePathStyle }: S3Config) => ({
  S3_ENDPOINT: endpoint,
  S3_REGION: region,
  S3_BUCKET: bucket,
  S3_ACCESS_KEY_ID: keyId,
  S3_SECRET_ACCESS_KEY: secret,
  S3_FORCE_PATH_STYLE: String(forcePathStyle),
})
