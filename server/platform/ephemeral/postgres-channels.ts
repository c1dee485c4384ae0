import { createHash } from 'node:crypto'
import type { EphemeralKey } from '@vitrine/ledger'
import { Client, type Pool } from 'pg'
import { channels, checkMessage } from './channels.ts'
import { openListener } from './listener.ts'
import type { Ephemeral } from './port.ts'

/** Names of PostgreSQL's channels are at most 63 bytes; keys may be longer. */
const channelOf = (key: EphemeralKey): string =>
  `vitrine_${createHash('sha256').update(key.name).digest('hex').slice(0, 40)}`

type Channels = { readonly [Name in 'publish' | 'subscribe' | 'close']: Ephemeral[Name] }

/** Messages over LISTEN and NOTIFY: one connection of this process hears for all who subscribe in it. */
export function postgresChannels(pool: Pool, report: (error: Error) => void): Channels {
  const listener = openListener(() => new Client(pool.options), report)
  const hub = channels(report, (channel) => listener.leave(channel))
  listener.onMessage((channel, message) => hub.tell(channel, message))

  return {
    async publish(key, message) {
      checkMessage(message)
      await pool.query('select pg_notify($1, $2)', [channelOf(key), message])
    },
    async subscribe(key, hear) {
      const leave = hub.join(channelOf(key), hear)
      await listener.join(channelOf(key)).catch(async (error: unknown) => {
        await leave()
        throw error
      })
      return leave
    },
    async close() {
      hub.close()
      await listener.close()
    },
  }
}
