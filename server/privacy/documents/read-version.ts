import type { Edition, PrivacyPage } from '@vitrine/ledger'
import type { Context } from '../../context.ts'
import { ProblemError } from '../../platform/errors.ts'
import { stylesheet } from './publish-privacy-page.ts'

/** A version of the page as it was published. */
export async function readVersion(ctx: Context, hash: string): Promise<{ page: PrivacyPage; edition: Edition }> {
  const version = await ctx.control.db
    .selectFrom('document_versions')
    .selectAll()
    .where('hash', '=', hash)
    .executeTakeFirst()
  if (!version) throw new ProblemError('not-found', 'No document was ever published under this hash.')
  const page: PrivacyPage = JSON.parse(version.content)
  return { page, edition: { stylesheet, hash, publishedAt: version.first_published_at, others: [] } }
}
