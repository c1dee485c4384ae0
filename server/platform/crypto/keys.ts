/** A data key that can be used but not read out. Seals bind `place` (table.column|row, or object name) as associated data. */
export interface DataKey {
  /** `version | nonce(12) | ciphertext | tag(16)`, AES-256-GCM. */
  seal(plain: Uint8Array, place: string): Buffer
  /** Throws `SealError` when key or place is not the one it was sealed with, or a bit has changed. */
  open(sealed: Uint8Array, place: string): Buffer
}

/** Something sealed could not be opened. Says where it rests, never what was in it. */
export class SealError extends Error {
  override readonly name = 'SealError'
  readonly place: string

  constructor(place: string, why: string) {
    super(`${place} can't be opened: ${why}`)
    this.place = place
  }
}
