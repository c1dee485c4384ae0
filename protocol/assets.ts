import { z } from 'zod'

/** Lower-case hexadecimal. */
export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/)

export const AssetType = z.enum([
  'text/css',
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'image/avif',
  'image/bmp',
  'image/x-icon',
  'image/svg+xml',
  'font/woff2',
  'font/woff',
  'font/ttf',
  'font/otf',
])
export type AssetType = z.infer<typeof AssetType>

export const assetLimits = {
  /** Of one file. */
  bytes: 2_000_000,
  /** Of all files of one recording. */
  sum: 20_000_000,
  files: 500,
} as const

/** A style sheet, picture or font that a recording shows, by the SHA-256 of the bytes that the page had. */
export const Asset = z.object({
  sha256: Sha256,
  type: AssetType,
  bytes: z.number().int().min(1).max(assetLimits.bytes),
  /** Where the recording names it, masked as it is there. Style sheets are named by their hash. */
  urls: z.array(z.string().max(2_000)).max(50),
})
export type Asset = z.infer<typeof Asset>

export const Assets = z
  .array(Asset)
  .max(assetLimits.files)
  .refine((all) => new Set(all.map(({ sha256 }) => sha256)).size === all.length, 'each file once')
  .refine((all) => all.reduce((sum, { bytes }) => sum + bytes, 0) <= assetLimits.sum, 'at most 20 MB together')

export const AssetParams = z.object({ recordingId: z.uuid(), sha256: Sha256 })
export const AssetStored = z.object({ sha256: Sha256, stored: z.boolean() })
export type AssetStored = z.infer<typeof AssetStored>
