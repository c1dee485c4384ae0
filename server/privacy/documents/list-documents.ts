import { documentKindNames, documentKinds, gapsOf } from '@vitrine/ledger'
import type { DocumentList } from '@vitrine/protocol'
import type { Context } from '../../context.ts'
import { circumstancesOf, type Scope } from './circumstances.ts'
import { publishDocument } from './publish.ts'
import { publicAddress } from './published-project.ts'

/** The documents as they are now, each with its version, and what is still to be stated. */
export async function listDocuments(ctx: Context, scope: Scope = {}): Promise<DocumentList> {
  const { project } = scope
  const documents = await Promise.all(
    documentKindNames.map(async (kind) => {
      const { document, version } = await publishDocument(ctx, kind, scope)
      return {
        kind,
        ...documentKinds[kind],
        number: version.number,
        publishedAt: version.publishedAt.toISOString(),
        gaps: document.gaps.length,
      }
    }),
  )
  return {
    documents,
    gaps: gapsOf(await circumstancesOf(ctx, scope)),
    address: project ? `/documents/projects/${project.id}` : '/documents',
    publicAddress: (project && (await publicAddress(ctx, project.id))) ?? null,
  }
}
