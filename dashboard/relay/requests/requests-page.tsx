import { Button, Skeleton } from '@mantine/core'
import { IconListDetails } from '@tabler/icons-react'
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { RequestPage } from '@vitrine/protocol'
import { api } from '../../shell/api.ts'
import { Failure } from '../../shell/failure.tsx'
import { useMe } from '../../shell/me.ts'
import { Empty } from '../../ui/empty.tsx'
import { keysQuery } from '../keys/use-keys.ts'
import { modelsQuery } from '../models-query.ts'
import { RelayPage } from '../relay-page.tsx'
import { RequestFilterBar } from './request-filter.tsx'
import { RequestRow } from './request-row.tsx'
import { type RequestSearch, readRequestSearch, requestQuery } from './request-search.ts'
import classes from './requests.module.css'

const route = getRouteApi('/member/organizations/$organizationId/relay/requests')

function useRequests(organizationId: string, search: RequestSearch) {
  const address = `/api/organizations/${organizationId}/relay/requests`
  return useInfiniteQuery({
    queryKey: ['relay-requests', organizationId, search],
    queryFn: ({ pageParam, signal }) => api.get(`${address}?${requestQuery(search, pageParam)}`, RequestPage, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    placeholderData: keepPreviousData,
    // Who has gone on to older ones reads; the newest come by themselves.
    refetchInterval: ({ state }) => ((state.data?.pages.length ?? 0) > 1 ? false : 3_000),
  })
}

export function RequestsPage() {
  const { organizationId } = route.useParams()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const pages = useRequests(organizationId, search)
  const { data: keys = [] } = useQuery(keysQuery(organizationId))
  const { data: models = [] } = useQuery(modelsQuery(organizationId))
  const { projects } = useMe()
  const names = new Map(keys.map(({ id, name }) => [id, name]))
  const requests = pages.data?.pages.flatMap((page) => page.requests) ?? []
  return (
    <RelayPage
      organizationId={organizationId}
      title="Requests"
      about="What your programs asked of models, as it happens: when, which, how it went. Never what was said."
    >
      <RequestFilterBar
        search={search}
        models={models.map(({ id }) => id)}
        keys={keys}
        projects={projects.filter((project) => project.organizationId === organizationId)}
        onChange={(next) => void navigate({ search: readRequestSearch(next), replace: true })}
      />
      {pages.isError && <Failure error={pages.error} retry={() => void pages.refetch()} />}
      {pages.isPending && <Skeleton height={240} radius="lg" />}
      {pages.data && requests.length === 0 && (
        <Empty icon={<IconListDetails size={24} />} title="Nothing here">
          {Object.keys(search).length > 0
            ? 'No request matches. Take a filter away to see more.'
            : 'As soon as a program of yours asks a model, it stands here.'}
        </Empty>
      )}
      {requests.length > 0 && (
        <ul className={classes.list} aria-label="Requests">
          {requests.map((request) => (
            <RequestRow key={request.id} request={request} keyName={names.get(request.keyId) ?? 'a key that is gone'} />
          ))}
        </ul>
      )}
      {pages.hasNextPage && (
        <Button variant="default" loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          Show older ones
        </Button>
      )}
      {pages.data && <p className={classes.hint}>Kept for {pages.data.pages[0]?.keptDays} days.</p>}
    </RelayPage>
  )
}
