import { onBalanceLow } from '../../billing/index.ts'
import { announce } from './announce.ts'

/** From here on organizations hear of balances that billing finds low, in the transaction that finds it. Answers how to stop. */
export const announceBalances = (): (() => void) =>
  onBalanceLow((ctx, tx, { organizationId, amount }) =>
    announce({ ...ctx, control: tx }, { organizationId, event: 'balance.low', amount }),
  )
