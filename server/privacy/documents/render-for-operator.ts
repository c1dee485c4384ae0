import type { DocumentFormat, DocumentKind } from '@vitrine/ledger'
import { authorizeProjectForWork } from '../../accounts/index.ts'
import type { Context } from '../../context.ts'
import { renderedDocument } from './serve-document.ts'

/** A document for the operator's command line: of the installation, or of one project. */
export async function renderedFor(
  ctx: Context,
  input: { readonly kind: DocumentKind; readonly format: DocumentFormat; readonly projectId?: string | undefined },
): Promise<string> {
  const { kind, format, projectId } = input
  const project = projectId === undefined ? undefined : await authorizeProjectForWork(ctx, projectId)
  const base = project ? `/documents/projects/${project.id}` : '/documents'
  return renderedDocument(ctx, { kind, shelf: { base, scope: { project } } }, format)
}
