import { promisify } from 'node:util'
import { zstdCompress, zstdDecompress } from 'node:zlib'

const compress = promisify(zstdCompress)
const decompress = promisify(zstdDecompress)

/** A JSON text as it rests inside a seal. */
export const pack = (json: string | Uint8Array): Promise<Buffer> => compress(json)

/** The JSON text again. Only for what a seal has vouched for: the size of the result is not limited. */
export const unpack = (packed: Uint8Array): Promise<Buffer> => decompress(packed)
