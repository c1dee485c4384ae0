import { createHash } from 'node:crypto'
import { type Edition, type PrivacyPage, privacyPage } from '@vitrine/ledger'
import type { Context } from '../../context.ts'
import { activeRecipients } from '../../platform/egress/active-recipients.ts'
import { transact } from '../../transact.ts'

const kind = 'privacy-page'
export const stylesheet = '/privacy.css'

/** The page as this installation must show it now. */
export const currentPage = ({ declarations, config }: Context): PrivacyPage =>
  privacyPage(declarations, {
    operator: config.operator,
    publicUrl: config.publicUrl,
    region: config.region,
    activeRecipients: activeRecipients(declarations, config).map(({ id }) => id),
  })

/** Stores the page under the hash of its content unless that very version is there, and answers page and edition. */
export async function publishPrivacyPage(ctx: Context): Promise<{ page: PrivacyPage; edition: Edition }> {
  const page = currentPage(ctx)
  const content = JSON.stringify(page)
  const hash = createHash('sha256').update(content).digest('hex')
  await transact(ctx, ctx.control, (ctx, tx) =>
    tx.db
      .insertInto('document_versions')
      .values({ hash, kind, content, first_published_at: ctx.now() })
      .onConflict((conflict) => conflict.column('hash').doNothing())
      .execute(),
  )
  const versions = await ctx.control.db
    .selectFrom('document_versions')
    .select(['hash', 'first_published_at as publishedAt'])
    .where('kind', '=', kind)
    .orderBy('first_published_at', 'desc')
    .execute()
  const publishedAt = versions.find((version) => version.hash === hash)?.publishedAt ?? ctx.now()
  return {
    page,
    edition: { stylesheet, hash, publishedAt, others: versions.filter((version) => version.hash !== hash) },
  }
}
