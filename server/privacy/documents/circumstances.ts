import type { Circumstances, Installation } from '@vitrine/ledger'
import type { ProjectRow } from '../../accounts/index.ts'
import type { Context } from '../../context.ts'
import { recipientsInUse } from '../recipients-in-use.ts'
import { readAnswers, readClientAnswers } from './answers.ts'
import { readNotices } from './notices.ts'
import { projectView } from './project-view.ts'
import { day, standing } from './standing.ts'

/** What documents are about: the installation, or one project as its client sees it. */
export type Scope = {
  readonly project?: ProjectRow | undefined
  /** For the operator's own copy, which names the clients. */
  readonly withControllers?: boolean
}

/** Where the settings leave the operator open, what was answered in the form. */
function installationOf(
  { config, regions }: Context,
  active: ReadonlySet<string>,
  said: Record<string, string>,
): Installation {
  const { hosting: _, ...settings } = config.operator
  const stated = (id: keyof typeof settings) =>
    settings[id] !== 'Not stated' && settings[id] !== '' ? settings[id] : said[id]?.trim() || 'Not stated'
  const contact = stated('contact')
  return {
    operator: {
      name: stated('name'),
      address: stated('address'),
      country: stated('country'),
      contact,
      privacyContact: settings.privacyContact === 'Not stated' ? contact : settings.privacyContact,
    },
    publicUrl: config.publicUrl,
    region: config.region,
    otherRegions: regions.filter((name) => name !== config.region),
    activeRecipients: [...active],
  }
}

async function organizationName(ctx: Context, id: string): Promise<string> {
  const row = await ctx.control.db.selectFrom('organizations').select('name').where('id', '=', id).executeTakeFirst()
  return row?.name ?? ''
}

async function controllersOf(ctx: Context): Promise<string[]> {
  const rows = await ctx.control.db
    .selectFrom('organizations')
    .leftJoin('document_answers', (join) =>
      join
        .onRef('document_answers.organization_id', '=', 'organizations.id')
        .on('document_answers.project_id', 'is', null),
    )
    .select(['organizations.name', 'document_answers.answers'])
    .orderBy('organizations.name')
    .execute()
  return rows.map(({ name, answers }) =>
    [
      answers?.['name'] ?? name,
      answers?.['address'],
      answers?.['contact'],
      answers?.['dpo'] && `Data protection officer: ${answers['dpo']}`,
    ]
      .filter(Boolean)
      .join('; '),
  )
}

/** Everything besides the declarations that a document is a function of. */
export async function circumstancesOf(ctx: Context, { project, withControllers }: Scope): Promise<Circumstances> {
  const [operator, notices, inUse] = await Promise.all([readAnswers(ctx, {}), readNotices(ctx), recipientsInUse(ctx)])
  const active = new Set(inUse.map(({ id }) => id))
  const shared: Circumstances = {
    installation: installationOf(ctx, active, operator),
    recipients: standing(ctx, active, notices),
    changes: notices
      .filter(({ change }) => change !== 'known')
      .map(({ recipientId, name, change, announcedAt, effectiveAt, notice }) => ({
        recipient: recipientId,
        name,
        change: change === 'removed' ? ('removed' as const) : ('added' as const),
        announced: day(announcedAt),
        effective: day(effectiveAt),
        notice,
      }))
      .toReversed(),
    noticeDays: ctx.config.noticeDays,
    operator,
    client: {},
    ...(withControllers && { controllers: await controllersOf(ctx) }),
  }
  if (!project) return shared
  const [client, organization] = await Promise.all([
    readClientAnswers(ctx, project),
    organizationName(ctx, project.organization_id),
  ])
  return { ...shared, client, project: projectView(project, organization) }
}
