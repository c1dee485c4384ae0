const scheme = 'vitrine-asset:'
const reference = /^vitrine-asset:([0-9a-f]{64})$/

/** What stands in an event instead of a style sheet's text that is kept beside the recording. */
export const assetReference = (sha256: string): string => scheme + sha256

/** The SHA-256 that a reference names; `undefined` for any other text. */
export const referredAsset = (text: string): string | undefined =>
  text.startsWith(scheme) ? reference.exec(text)?.[1] : undefined
