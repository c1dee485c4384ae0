import type { Client } from 'pg'

export type Listener = {
  /** Resolves once messages to this channel arrive here. */
  join(channel: string): Promise<void>
  leave(channel: string): Promise<void>
  onMessage(tell: (channel: string, message: string) => void): void
  close(): Promise<void>
}

const shortestPause = 100
const longestPause = 5_000

/**
 * One connection that listens for all channels of this process. Comes back by itself when it breaks; what is said
 * meanwhile is lost, as it is for anyone who does not subscribe at that moment.
 */
export function openListener(connect: () => Client, onError: (error: Error) => void): Listener {
  const wanted = new Set<string>()
  let current: Promise<Client> | undefined
  let pause = shortestPause
  let retry: NodeJS.Timeout | undefined
  let closed = false
  let last: Promise<unknown> = Promise.resolve()
  let tell: (channel: string, message: string) => void = () => {}

  async function open(): Promise<Client> {
    const client = connect()
    client.on('notification', ({ channel, payload }) => tell(channel, payload ?? ''))
    client.on('error', onError)
    try {
      await client.connect()
      for (const channel of wanted) await client.query(`listen ${channel}`)
    } catch (error) {
      client.end().catch(() => {})
      throw error
    }
    client.on('end', lost)
    pause = shortestPause
    return client
  }

  function connected(): Promise<Client> {
    current ??= open().catch((error: unknown) => {
      lost()
      throw error
    })
    return current
  }

  function lost(): void {
    current = undefined
    if (closed || wanted.size === 0 || retry) return
    retry = setTimeout(() => {
      retry = undefined
      connected().catch(onError)
    }, pause)
    pause = Math.min(pause * 2, longestPause)
  }

  /** One statement at a time. */
  function inTurn(work: () => Promise<unknown>): Promise<void> {
    const previous = last
    const done = (async () => {
      await previous
      await work()
    })()
    last = done.catch(() => {})
    return done
  }

  return {
    join(channel) {
      wanted.add(channel)
      return inTurn(async () => (await connected()).query(`listen ${channel}`))
    },
    leave(channel) {
      wanted.delete(channel)
      return inTurn(async () => {
        const client = await current?.catch(() => undefined)
        if (client && !wanted.has(channel)) await client.query(`unlisten ${channel}`).catch(onError)
      })
    },
    onMessage(listener) {
      tell = listener
    },
    async close() {
      closed = true
      clearTimeout(retry)
      const client = await current?.catch(() => undefined)
      await client?.end()
    },
  }
}
