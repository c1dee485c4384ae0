import type { IncomingMessage, ServerResponse } from 'node:http'
import { openMoney } from '../billing/index.ts'
import type { Context } from '../context.ts'
import { errorFields } from '../platform/log/error-fields.ts'
import { openEvidence } from './evidence/open-evidence.ts'
import { openKeys, openLimiter } from './keys/index.ts'
import { openPlane } from './plane/open-plane.ts'
import { createChooser, openSupply, tellHealth, tellTurns } from './supply/index.ts'

/** A node of the relay. */
export type Relay = {
  /** Answers requests of the data plane; false for all others. */
  readonly takes: (request: IncomingMessage, response: ServerResponse) => boolean
  /** Refuses new requests and lets those under way come to their end, for a while. */
  readonly drain: () => Promise<void>
  /** After the drain: writes down what is still in memory. */
  readonly close: () => Promise<void>
}

/** Less than what service managers wait before they kill. */
const patienceMs = 20_000

type Part = { close(): Promise<void> }

/** Opens what the data plane is made of, in memory and kept fresh. Whoever asked for it drains and closes it. */
export async function openRelay(ctx: Context): Promise<Relay> {
  const opened: Part[] = []
  const keep = <T extends Part>(part: T): T => {
    opened.push(part)
    return part
  }
  const close = async () => {
    for (const part of opened.toReversed()) await part.close()
  }
  try {
    const evidence = keep(await openEvidence(ctx))
    const money = keep(await openMoney(ctx))
    const keys = keep(await openKeys(ctx))
    const limiter = keep(openLimiter(ctx))
    const supply = keep(await openSupply(ctx))
    const turns = keep(tellTurns(ctx))
    const chooser = createChooser(undefined, undefined, money.buyPrice, turns.turned)
    keep(tellHealth(ctx, chooser))
    const plane = openPlane({ keys, limiter, money, supply, chooser, evidence }, ctx.egress, (error) =>
      ctx.log.error('A request of the relay failed', errorFields(error)),
    )
    return { takes: plane.takes, drain: () => plane.drain(patienceMs), close }
  } catch (error) {
    await close()
    throw error
  }
}
