import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { assetLimits } from '@vitrine/protocol'
import { ProblemError } from '../../platform/errors.ts'

const unpack = promisify(gunzip)

/** A file that was packed for the way. Stops at the limit, whatever the sender claims. */
export async function unzip(body: Buffer): Promise<Buffer> {
  try {
    return await unpack(body, { maxOutputLength: assetLimits.bytes })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE')
      throw new ProblemError('too-large', `A file has at most ${assetLimits.bytes} bytes.`)
    throw new ProblemError('invalid-request', 'The file is not a complete gzip stream.', 'Send it again.')
  }
}
