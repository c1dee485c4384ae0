import { Button, Skeleton } from '@mantine/core'
import { IconDownload, IconListSearch } from '@tabler/icons-react'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { AuditPage } from '@vitrine/protocol'
import { api } from '../../shell/api.ts'
import { download } from '../../shell/download.ts'
import { Failure } from '../../shell/failure.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Page } from '../../ui/page.tsx'
import classes from './audit.module.css'
import { AuditFilterBar } from './audit-filter.tsx'
import { AuditList } from './audit-list.tsx'
import { type AuditSearch, auditQuery } from './audit-search.ts'
import { AuditStateNote } from './audit-state-note.tsx'

type Props = {
  /** Where the record is read: of an organization, or of the whole installation. */
  address: string
  about: string
  search: AuditSearch
  onSearch: (search: AuditSearch) => void
  withOrganization: boolean
}

export function AuditView({ address, about, search, onSearch, withOrganization }: Props) {
  const pages = useInfiniteQuery({
    queryKey: ['audit', address, search],
    queryFn: ({ pageParam, signal }) => api.get(`${address}?${auditQuery(search, pageParam)}`, AuditPage, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    placeholderData: keepPreviousData,
  })
  const first = pages.data?.pages[0]
  const entries = pages.data?.pages.flatMap((page) => page.entries) ?? []
  const file = (
    <Button
      variant="default"
      leftSection={<IconDownload size={16} />}
      onClick={() => void download(`${address}/export`)}
    >
      Download
    </Button>
  )
  return (
    <Page title="Audit" about={about} actions={file} width="wide">
      {pages.isError && <Failure error={pages.error} retry={() => void pages.refetch()} />}
      {pages.isPending && <Skeleton height={240} radius="lg" />}
      {first && (
        <>
          <AuditStateNote state={first.state} />
          <AuditFilterBar search={search} people={first.people} kinds={first.kinds} onChange={onSearch} />
        </>
      )}
      {first && entries.length === 0 && (
        <Empty icon={<IconListSearch size={24} />} title="Nothing here">
          {Object.keys(search).length > 0
            ? 'No entry matches. Take a filter away to see more.'
            : 'As soon as somebody changes something, it stands here.'}
        </Empty>
      )}
      <AuditList entries={entries} withOrganization={withOrganization} />
      {pages.hasNextPage && (
        <Button variant="default" loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          Show earlier entries
        </Button>
      )}
      {first && (
        <details className={classes.proof}>
          <summary>How to prove that nothing was changed</summary>
          <p>
            Entries can only be added, never changed, and hold no names: those are looked up when you read. Every few
            minutes the new ones are sealed, each seal over the one before. Download the file and keep it. Anyone can
            check it on a computer of their own, without this installation, with <code>vitrine audit verify FILE</code>,
            and compare it with the last seal, which is published at <a href="/audit-head">/audit-head</a>.
          </p>
        </details>
      )}
    </Page>
  )
}
