/** What may be logged of something thrown: the kind, the message and where it came from, causes included. */
export function errorFields(thrown: unknown, causes = 3): { error: string; stack?: string } {
  if (!(thrown instanceof Error)) return { error: `something that is not an error was thrown: ${String(thrown)}` }
  const { message, stack = '' } = thrown
  const cause = thrown.cause && causes > 0 ? ` | because of ${errorFields(thrown.cause, causes - 1).error}` : ''
  const frames = stack.slice(stack.indexOf('\n    at ') + 1)
  return { error: `${thrown.name}: ${message}${cause}`, ...(frames && frames !== stack ? { stack: frames } : {}) }
}
