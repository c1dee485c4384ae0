import { randomUUID } from 'node:crypto'
import type { Context } from '../../../context.ts'
import { errorFields } from '../../../platform/log/error-fields.ts'
import type { Chooser } from '../supply.ts'
import { relayNodeHealth, relayNodes } from '../tables.ts'

const usualPauseMs = 5_000

/** Says, for whoever looks after channels, how they do on this machine, until it is closed. */
export function tellHealth(ctx: Context, chooser: Chooser, everyMs = usualPauseMs): { close(): Promise<void> } {
  const { ephemeral } = ctx.control
  const node = randomUUID()
  const tell = async () => {
    try {
      await ephemeral.set(relayNodeHealth.key({ node }), JSON.stringify(chooser.told?.(Date.now()) ?? []))
      await ephemeral.addToSet(relayNodes.key({}), node)
    } catch (error) {
      ctx.log.warn('How channels do could not be told', errorFields(error))
    }
  }
  const timer = setInterval(() => void tell(), everyMs).unref()
  return {
    async close() {
      clearInterval(timer)
      await ephemeral.removeFromSet(relayNodes.key({}), node).catch(() => {})
    },
  }
}
