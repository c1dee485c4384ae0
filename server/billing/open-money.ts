import type { Context } from '../context.ts'
import type { Money } from './money.ts'
import { openWallet, type WalletOptions } from './node/open-wallet.ts'
import { loadPrices } from './prices/load-prices.ts'
import { openPriceBook } from './prices/price-book.ts'

/** This node's part of all balances, and the prices, for as long as the relay runs here. */
export async function openMoney(ctx: Context, how: Partial<WalletOptions> = {}): Promise<Money> {
  await loadPrices(ctx)
  const { book, close } = await openPriceBook(ctx)
  const wallet = await openWallet(ctx, how)
  return {
    hold: wallet.hold,
    sellPrice: (provider, model) => book.price('sell', provider, model),
    buyPrice: (provider, model) => book.price('buy', provider, model),
    close: async () => {
      await wallet.close()
      await close()
    },
  }
}
