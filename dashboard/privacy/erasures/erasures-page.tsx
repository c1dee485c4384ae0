import { Badge, Skeleton } from '@mantine/core'
import { IconChevronDown, IconEraser } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Erasure } from '@vitrine/protocol'
import { api } from '../../shell/api.ts'
import { Failure } from '../../shell/failure.tsx'
import { counted } from '../../ui/counted.ts'
import { Empty } from '../../ui/empty.tsx'
import { Page } from '../../ui/page.tsx'
import { reference } from '../../ui/reference.ts'
import { Rows } from '../../ui/rows.tsx'
import { TimeAgo } from '../../ui/time-ago.tsx'
import { OutcomeList } from '../erase/outcome-list.tsx'
import { ReceiptButton } from '../erase/receipt-button.tsx'
import { kindNames } from '../erase/subject-kinds.ts'
import classes from './erasures.module.css'
import { VisitorSearch } from './visitor-search.tsx'

const route = getRouteApi('/member/projects/$projectId/erasures')

const states = {
  preview: { label: 'Preview', color: 'gray' },
  pending: { label: 'Running', color: 'petrol' },
  done: { label: 'Done', color: 'green' },
  failed: { label: 'Retrying', color: 'red' },
} as const

function Outcome({ erasure }: { erasure: Erasure }) {
  const { id, subject, state, requestedAt, stores } = erasure
  const erased = stores.reduce((sum, store) => sum + (store.outcome === 'erased' ? store.count : 0), 0)
  return (
    <details className={classes.row}>
      <summary>
        <Badge variant="light" color={states[state].color} className={classes.state}>
          {states[state].label}
        </Badge>
        <span className={classes.subject}>
          <b>{kindNames[subject.kind]}</b> <code title={subject.id}>{reference(subject.id)}</code>
        </span>
        <span className={classes.count}>{counted(erased, 'item')}</span>
        <TimeAgo at={requestedAt} className={classes.when} />
        <IconChevronDown size={16} className={classes.chevron} aria-hidden />
      </summary>
      <div className={classes.proof}>
        <span className={classes.receipt}>
          Erasure <code>{id}</code>
        </span>
        <ReceiptButton erasure={erasure} />
      </div>
      <OutcomeList stores={stores} />
    </details>
  )
}

export function ErasuresPage() {
  const { projectId } = route.useParams()
  const erasures = useQuery({
    queryKey: ['erasures', projectId],
    queryFn: ({ signal }) => api.get(`/api/projects/${projectId}/erasures`, Erasure.array(), signal),
    refetchInterval: ({ state }) => (state.data?.some((one) => one.state === 'pending') ? 2_000 : false),
  })
  return (
    <Page
      title="Erasures"
      about="What was deleted on request. Open a line to see what became of the data in every place where it was kept."
    >
      <VisitorSearch projectId={projectId} />
      {erasures.isError && <Failure error={erasures.error} retry={() => void erasures.refetch()} />}
      {erasures.isPending && <Skeleton height={160} radius="lg" />}
      {erasures.data?.length === 0 && (
        <Empty icon={<IconEraser size={24} />} title="Nothing was erased yet">
          When a report is deleted, its outcome stays here as proof. It says what went, not what it held.
        </Empty>
      )}
      {erasures.data && erasures.data.length > 0 && (
        <Rows>
          {erasures.data.map((erasure) => (
            <li key={erasure.id}>
              <Outcome erasure={erasure} />
            </li>
          ))}
        </Rows>
      )}
    </Page>
  )
}
