import { randomInt } from 'node:crypto'
import type { MaskingPolicy } from '@vitrine/masking'
import { defaultCapture, type NewProject, type Project } from '@vitrine/protocol'
import type { Context, Tx } from '../../context.ts'
import { jsonb } from '../../platform/db/jsonb.ts'
import { ProblemError } from '../../platform/errors.ts'
import { transact } from '../../transact.ts'
import { audit } from '../audit.ts'
import type { AuthorizedOrganization } from '../rights/authorize-organization.ts'
import type { ProjectRow } from '../rights/authorize-project.ts'
import { toProject } from './to-project.ts'

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
const publicKey = () => `pk_${Array.from({ length: 24 }, () => letters[randomInt(letters.length)]).join('')}`

const masking: MaskingPolicy = { mode: 'balanced', block: [], mask: [], unmask: [], ignore: [] }

type About = {
  readonly organizationId: string
  readonly name: string
  readonly origins: readonly string[]
  readonly region?: string | undefined
}

export async function insertProject(ctx: Context, tx: Tx, about: About): Promise<ProjectRow> {
  const row: ProjectRow = {
    id: crypto.randomUUID(),
    organization_id: about.organizationId,
    name: about.name,
    public_key: publicKey(),
    origins: [...new Set(about.origins)],
    masking,
    retention_days: 90,
    recording_seconds: 120,
    capture: defaultCapture,
    triggers: [],
    region: about.region ?? ctx.config.region,
    created_at: ctx.now(),
  }
  await tx.db
    .insertInto('projects')
    .values({ ...row, triggers: jsonb(row.triggers) })
    .execute()
  await audit(ctx, tx, { action: 'project.created', project: row, target: { kind: 'project', id: row.id } })
  return row
}

/** With the careful defaults: masking `balanced`, 90 days, the last two minutes recorded. */
export async function createProject(
  ctx: Context,
  input: NewProject & { readonly organization: AuthorizedOrganization<'administer'> },
): Promise<Project> {
  const { organization, name, origins, region } = input
  if (region !== undefined && !ctx.regions.includes(region))
    throw new ProblemError('invalid-request', 'There is no such region.', `Choose one of: ${ctx.regions.join(', ')}.`, {
      field: 'region',
    })
  return transact(ctx, ctx.control, async (ctx, tx) =>
    toProject(await insertProject(ctx, tx, { organizationId: organization.id, name, origins, region })),
  )
}
