import { Alert, Button, Skeleton } from '@mantine/core'
import { IconCircleCheck, IconDownload, IconHourglass } from '@tabler/icons-react'
import type { VisitorView } from '@vitrine/protocol'
import { Failure } from '../../shell/failure.tsx'
import { Mark } from '../../shell/frame/mark.tsx'
import { CardPage } from '../../ui/card-page.tsx'
import { useVisitorView } from './use-visitor-view.ts'
import classes from './visitor-page.module.css'

function Receipt({ receipt }: { receipt: NonNullable<VisitorView['receipt']> }) {
  const file = `data:application/json;charset=utf-8,${encodeURIComponent(JSON.stringify(receipt))}`
  return (
    <>
      <p>
        The receipt says what was deleted and when the last backup of it is gone. It holds nothing of what was stored,
        and <a href="/receipts/verify">anybody can check it</a>.
      </p>
      <Button
        component="a"
        href={file}
        download={`erasure-${receipt.receipt.erasureId}.json`}
        leftSection={<IconDownload size={16} aria-hidden />}
      >
        Download the receipt
      </Button>
    </>
  )
}

function Held({ view, erase, pending }: { view: VisitorView; erase: () => void; pending: boolean }) {
  return (
    <>
      <p>
        This is what <b>{view.site}</b> holds about you here. It came with the reports that you sent.
      </p>
      <ul className={classes.held}>
        {view.held.toReversed().map(({ what, count }) => (
          <li key={what}>
            <span>{what}</span>
            <b>{count.toLocaleString('en')}</b>
          </li>
        ))}
      </ul>
      <p>
        You can have all of it deleted. It can’t be undone, and nobody can look into the problem that you reported any
        more.
      </p>
      <Button color="red" onClick={erase} loading={pending}>
        Delete all of it
      </Button>
    </>
  )
}

const said = {
  nothing: { color: 'green', icon: IconCircleCheck, title: 'Nothing is held about you here' },
  erased: { color: 'green', icon: IconCircleCheck, title: 'It is deleted' },
  erasing: { color: 'petrol', icon: IconHourglass, title: 'It is being deleted…' },
} as const

/** What somebody sees who follows a link of their own: what is held of them, and one button. */
export function VisitorPage() {
  const { view, erase } = useVisitorView()
  const { data } = view
  const state = data && data.state !== 'held' ? said[data.state] : undefined
  return (
    <CardPage title="Your data" mark={<Mark size={40} />}>
      {view.isError && <Failure error={view.error} />}
      {erase.error && <Failure error={erase.error} />}
      {view.isPending && <Skeleton height={180} />}
      {state && (
        <Alert color={state.color} icon={<state.icon size={18} />} title={state.title}>
          {data?.site}
        </Alert>
      )}
      {data?.state === 'held' && <Held view={data} erase={() => erase.mutate()} pending={erase.isPending} />}
      {data?.receipt && <Receipt receipt={data.receipt} />}
    </CardPage>
  )
}
