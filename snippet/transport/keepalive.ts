/** Browsers let 64 KB of a page's requests outlive it, all together; a little of it is left to the page itself. */
export const keepaliveBytes = 60_000

let claimed = 0

/** Room for a request that may outlive the page; the returned function gives it back. `undefined`: there is none. */
export function claimKeepalive(bytes: number): (() => void) | undefined {
  if (claimed + bytes > keepaliveBytes) return undefined
  claimed += bytes
  return () => {
    claimed -= bytes
  }
}
