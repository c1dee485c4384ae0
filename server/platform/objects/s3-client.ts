import { S3Client, type S3ClientConfig } from '@aws-sdk/client-s3'
import type { S3Config } from '../config/config.ts'
import { Outage } from '../outage.ts'

/** A request answers within this time or counts as unanswered: whoever waits for it may hold a lock. */
const patienceMs = 20_000

/** Everything said in full: neither the environment, nor files of other programs, nor the machine's own role is asked. */
const fixed: S3ClientConfig = {
  maxAttempts: 3,
  retryMode: 'standard',
  defaultsMode: 'standard',
  useFipsEndpoint: false,
  useDualstackEndpoint: false,
  useAccelerateEndpoint: false,
  disableS3ExpressSessionAuth: true,
  authSchemePreference: ['sigv4'],
  userAgentAppId: 'vitrine',
  // Trailing checksums are refused by many servers; the signature covers the bytes already.
  requestChecksumCalculation: 'WHEN_REQUIRED',
  responseChecksumValidation: 'WHEN_REQUIRED',
  requestHandler: {
    connectionTimeout: 5_000,
    socketTimeout: patienceMs,
    httpAgent: { maxSockets: 64, keepAlive: true },
    httpsAgent: { maxSockets: 64, keepAlive: true },
  },
}

export const s3Client = ({ endpoint, region, keyId, secret, forcePathStyle }: S3Config): S3Client =>
  new S3Client({
    ...fixed,
    endpoint,
    region,
    forcePathStyle,
    credentials: { accessKeyId: keyId, secretAccessKey: secret },
  })

export type S3 = { readonly client: S3Client; readonly bucket: string }

type Failure = Error & { readonly $metadata?: { readonly httpStatusCode?: number }; readonly code?: unknown }

export const statusOf = (thrown: unknown): number | undefined => (thrown as Failure).$metadata?.httpStatusCode

const unreachable = /^(ECONN(REFUSED|RESET|ABORTED)|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|E(HOST|NET)UNREACH)$/

/** No answer, one that was cut off, or one that says "not now"; 501 says "never". */
function isOutage(thrown: unknown): boolean {
  if (!(thrown instanceof Error)) return false
  const status = statusOf(thrown)
  if (status !== undefined) return status < 300 || (status >= 500 && status !== 501) || status === 429
  const { code }: Failure = thrown
  return /^(Timeout|Abort)Error$/.test(thrown.name) || unreachable.test(String(code))
}

/** Runs one exchange with the server. Throws `Outage` where trying again may help, else what the server said. */
export async function ask<T>(exchange: (how: { abortSignal: AbortSignal }) => Promise<T>): Promise<T> {
  try {
    return await exchange({ abortSignal: AbortSignal.timeout(patienceMs) })
  } catch (error) {
    throw isOutage(error) ? new Outage('The object store', error) : error
  }
}

/** A missing object or upload; a missing bucket is a mistake of the operator's and stays an error. */
export function unlessAbsent(error: unknown): undefined {
  if (statusOf(error) === 404 && /^NoSuch(Key|Upload)$/.test((error as Error).name)) return
  throw error
}
