import { mayAdminister, useMe } from '../shell/me.ts'

/** Whether the member may set the relay up for an organization. Hides what would be refused; the server decides. */
export function useMayDevelop(organizationId: string): boolean {
  const me = useMe()
  const organization = me.organizations.find(({ id }) => id === organizationId)
  return organization !== undefined && (mayAdminister(me, organization) || organization.role === 'developer')
}
