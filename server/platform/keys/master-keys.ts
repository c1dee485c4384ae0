/**
 * Whoever holds the master key: a file, a setting, or a key management service behind a command. It encrypts the root keys
 * and nothing else, and hands itself out to nobody.
 */
export interface MasterKeys {
  /** In words, for the people who look after it. */
  readonly place: string
  /** Encrypts a root key under the newest master key. */
  wrap(root: Buffer, place: string): Promise<Buffer>
  /** Throws `SealError` when no master key at hand opens it. */
  unwrap(wrapped: Buffer, place: string): Promise<Buffer>
  /** Makes a new master key. Absent where it is made elsewhere: in a setting, in the service. */
  renew?(): Promise<void>
  /** Lets go of all master keys but the newest. */
  retire?(): Promise<void>
  /** The master keys themselves, which served as root keys in installations that are older than those. */
  older?(): Promise<readonly Buffer[]>
}
