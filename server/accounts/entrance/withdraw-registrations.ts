import type { Tx } from '../../context.ts'

type Opened = { readonly organizationId: string; readonly codeId: string | null }

/** A code that opens nothing any more leaves no confirmation links behind that still do; `null`: the organization's own. */
export async function withdrawRegistrations(tx: Tx, { organizationId, codeId }: Opened): Promise<void> {
  await tx.db
    .deleteFrom('password_reset_tokens')
    .where('purpose', '=', 'register')
    .where('organization_id', '=', organizationId)
    .where('registration_code_id', 'is not distinct from', codeId)
    .execute()
}
