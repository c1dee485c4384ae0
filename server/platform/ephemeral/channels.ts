export const longestMessage = 7_999

/** PostgreSQL carries less than 8,000 bytes, so no adapter takes more. */
export function checkMessage(message: string): void {
  const bytes = Buffer.byteLength(message)
  if (bytes > longestMessage)
    throw new Error(`a message of ${bytes} bytes can't be published; at most ${longestMessage}`)
}

type Hear = (message: string) => void

export type Channels = {
  /** Answers how to stop. */
  join(name: string, hear: Hear): () => Promise<void>
  /** Everyone hears it soon, never within this call; what one of them throws reaches neither speaker nor others. */
  tell(name: string, message: string): void
  close(): void
}

/** Who listens to which name in this process. `onEmpty` is told of a name that lost its last listener. */
export function channels(
  onError: (error: Error) => void = (error) => process.emitWarning(error),
  onEmpty: (name: string) => Promise<void> = async () => {},
): Channels {
  const listeners = new Map<string, Set<{ readonly hear: Hear }>>()

  return {
    join(name, hear) {
      const listener = { hear }
      const all = listeners.get(name) ?? new Set()
      listeners.set(name, all.add(listener))
      return async () => {
        if (!all.delete(listener) || all.size > 0) return
        listeners.delete(name)
        await onEmpty(name)
      }
    },
    tell(name, message) {
      const all = listeners.get(name)
      if (!all) return
      setImmediate(() => {
        for (const { hear } of all) {
          try {
            hear(message)
          } catch (error) {
            onError(error instanceof Error ? error : new Error(String(error)))
          }
        }
      })
    },
    close() {
      for (const all of listeners.values()) all.clear()
      listeners.clear()
    },
  }
}
