import { useQuery } from '@tanstack/react-query'
import { useMe } from '../../shell/me.ts'
import { limitsQuery } from '../limits/use-limits.ts'

/** Whether the member may make keys for themselves. Hides what would be refused; the server decides. */
export function useMayOwn(organizationId: string): boolean {
  const { userId } = useMe()
  const { data = [] } = useQuery(limitsQuery(organizationId))
  return data.some(
    ({ ownKeys, projectId, memberId }) => ownKeys && projectId === null && (memberId === null || memberId === userId),
  )
}
