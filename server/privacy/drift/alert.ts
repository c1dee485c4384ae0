import type { Difference } from '@vitrine/ledger'
import { mailPlatformAdmins } from '../../accounts/index.ts'
import type { Context, Tx } from '../../context.ts'
import { driftLetter } from './drift-letter.ts'

/** Tells whoever runs the installation, once for each difference. */
export async function alert(ctx: Context, tx: Tx, differences: readonly Difference[]): Promise<void> {
  const { log } = ctx
  await mailPlatformAdmins(tx, { template: driftLetter, data: { count: String(differences.length) } })
  ctx.afterCommit(() => {
    for (const { code, place } of differences)
      log.warn('What is stored and what is declared differ', { place: `${place} (${code})` })
  })
}
