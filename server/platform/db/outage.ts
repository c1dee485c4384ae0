const ofServer = /^(08...|53300|57P0[123])$/
const ofConnection = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ENOENT', 'ETIMEDOUT'])
const ofDriver = /^(Connection terminated|timeout exceeded when trying to connect)/

type Thrown = Error & { readonly code?: unknown; readonly syscall?: unknown }

/** Whether something failed because the database did not answer, rather than by what was asked of it. */
export function isOutage(thrown: unknown): boolean {
  if (!(thrown instanceof Error)) return false
  const { code, syscall, message }: Thrown = thrown
  if (typeof code !== 'string') return ofDriver.test(message)
  // A file that is missing has the same code as a server's socket that is.
  return ofServer.test(code) || (ofConnection.has(code) && /^(connect|read|write)$/.test(String(syscall)))
}
