import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { auditRoutes } from './audit-chain/routes.ts'
import { organizationEntranceRoutes } from './entrance/organization-routes.ts'
import { entranceRoutes } from './entrance/routes.ts'
import { keyRoutes } from './keys/routes.ts'
import { ownLoginRoutes } from './login/account-routes.ts'
import { loginRoutes } from './login/routes.ts'
import { memberRoutes } from './members/routes.ts'
import { organizationMemberRoutes } from './organizations/member-routes.ts'
import { organizationRoutes } from './organizations/routes.ts'
import { projectRoutes } from './projects/routes.ts'
import { signOnRoutes } from './sign-on/routes.ts'
import { signOnSettingsRoutes } from './sign-on/settings-routes.ts'
import { tokenRoutes } from './tokens/routes.ts'

export const accountRoutes: FastifyPluginAsyncZod = async (app) => {
  await app.register(auditRoutes)
  await app.register(keyRoutes)
  await app.register(loginRoutes)
  await app.register(ownLoginRoutes)
  await app.register(memberRoutes)
  await app.register(organizationRoutes)
  await app.register(organizationMemberRoutes)
  await app.register(organizationEntranceRoutes)
  await app.register(entranceRoutes)
  await app.register(projectRoutes)
  await app.register(tokenRoutes)
  await app.register(signOnRoutes)
  await app.register(signOnSettingsRoutes)
}
