import type { Context } from '../../context.ts'

type Values = Readonly<Record<string, string>>

const absent = '–'

/** Fills `{organization}` of a letter by the id that its job carries. */
export async function organizationNamed({ control }: Context, { organizationId = '' }: Values): Promise<Values> {
  const found = await control.db
    .selectFrom('organizations')
    .select('name')
    .where('id', '=', organizationId)
    .executeTakeFirst()
  return { organization: found?.name ?? absent }
}

/** The same with `{project}`. */
export async function projectNamed({ control }: Context, { projectId = '' }: Values): Promise<Values> {
  const found = await control.db.selectFrom('projects').select('name').where('id', '=', projectId).executeTakeFirst()
  return { project: found?.name ?? absent }
}
