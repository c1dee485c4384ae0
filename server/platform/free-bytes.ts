/**
 * Gives the memory of bytes back at once that nobody will read again. Left to the garbage collector, what a long run has
 * read piles up between two of its rounds: it sees how small the objects are, not what hangs on them.
 */
export function freeBytes({ buffer, byteLength }: Uint8Array): void {
  // Small ones share their memory with others.
  if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) buffer.transfer(0)
}
