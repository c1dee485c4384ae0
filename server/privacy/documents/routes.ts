import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { authorizeProject } from '../../accounts/index.ts'
import { ProblemError } from '../../platform/errors.ts'
import { documentApi } from './api-routes.ts'
import { installationRoutes } from './installation-routes.ts'
import { privacyPageRoutes } from './page-routes.ts'
import { projectByToken, publicBase } from './published-project.ts'
import { ofInstallation } from './serve-document.ts'
import { shelfRoutes } from './shelf-routes.ts'

const Token = z.object({ token: z.string().regex(/^[\w-]{43}$/) })
const Project = z.object({ projectId: z.uuid() })

/** What does not even look like one is answered like one that isn't there. */
function read<T>(shape: z.ZodType<T>, params: unknown): T {
  const found = shape.safeParse(params)
  if (!found.success) throw new ProblemError('not-found', 'There are no documents here.', 'Check the address.')
  return found.data
}

/** The installation's documents and those that projects made public; and each project's for its members. */
export const documentRoutes: FastifyPluginAsyncZod = async (app) => {
  await app.register(privacyPageRoutes)
  await app.register(installationRoutes)
  await app.register(documentApi)
  await app.register(
    shelfRoutes({
      base: '/documents',
      permission: 'public',
      of: 'the installation',
      shelf: async () => ofInstallation,
      owner: ({ ctx }) => ctx.config.operator.name,
    }),
  )

  await app.register(
    shelfRoutes({
      base: `${publicBase}/:token`,
      permission: 'public',
      of: 'a project that shows them to everybody',
      shelf: async ({ ctx, params }) => {
        const { token } = read(Token, params)
        return { base: `${publicBase}/${token}`, scope: { project: await projectByToken(ctx, token) } }
      },
      owner: (_, { scope }) => scope.project?.name ?? '',
    }),
  )

  await app.register(
    shelfRoutes({
      base: '/documents/projects/:projectId',
      permission: 'project:view',
      of: 'a project',
      shelf: async ({ ctx, params }) => {
        const { projectId } = read(Project, params)
        const project = await authorizeProject(ctx, projectId, 'view')
        return { base: `/documents/projects/${projectId}`, scope: { project } }
      },
      owner: (_, { scope }) => scope.project?.name ?? '',
    }),
  )
}
