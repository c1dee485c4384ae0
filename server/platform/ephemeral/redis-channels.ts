import type { EphemeralKey } from '@vitrine/ledger'
import type { Redis } from 'ioredis'
import { channels, checkMessage } from './channels.ts'
import type { Ephemeral } from './port.ts'
import { ask } from './redis-client.ts'

const heartbeat = 15_000

type Channels = { readonly [Name in 'publish' | 'subscribe']: Ephemeral[Name] } & { close(): void }

/** Messages: one connection of this process, `ear`, hears for all who subscribe in it. What is said while it is gone is lost. */
export function redisChannels(client: Redis, ear: Redis, report: (error: Error) => void): Channels {
  /** Unlike keys, channels are not divided by database. */
  const channelOf = (key: EphemeralKey): string => `vitrine/${client.options.db ?? 0}/${key.name}`
  const wanted = new Set<string>()
  const hub = channels(report, async (channel) => {
    wanted.delete(channel)
    if (ear.status === 'ready') await ask(ear.unsubscribe(channel)).catch(report)
  })
  ear.on('message', (channel: string, message: string) => hub.tell(channel, message))
  // By hand: the library forgets the channels of a connection that breaks while they are being asked for again.
  ear.on('ready', () => {
    if (wanted.size > 0) ear.subscribe(...wanted).catch(() => {})
  })
  // A connection that only listens does not notice that the other end is gone.
  const beat = setInterval(() => {
    if (ear.status === 'ready') ear.ping().catch(() => {})
  }, heartbeat).unref()

  return {
    async publish(key, message) {
      checkMessage(message)
      await ask(client.publish(channelOf(key), message))
    },
    async subscribe(key, hear) {
      const channel = channelOf(key)
      const leave = hub.join(channel, hear)
      wanted.add(channel)
      await ask(ear.subscribe(channel)).catch(async (error: unknown) => {
        await leave()
        throw error
      })
      return leave
    },
    close() {
      clearInterval(beat)
      hub.close()
    },
  }
}
