import { Alert, Button, Skeleton } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck, IconDownload, IconHourglass } from '@tabler/icons-react'
import type { VisitorView } from '@vitrine/protocol'
import { useEffect, useState } from 'react'
import { Mark } from '../../shell/frame/mark.tsx'
import { failureOf } from '../../shell/request-failed.ts'
import { CardPage } from '../../ui/card-page.tsx'
import { CopyPart } from './copy-part.tsx'
import { ErasePart } from './erase-part.tsx'
import { useVisitorView } from './use-visitor-view.ts'
import classes from './visitor-page.module.css'
import { type Words, wordsFor } from './words.ts'

function Receipt({ receipt, words }: { receipt: NonNullable<VisitorView['receipt']>; words: Words }) {
  const file = `data:application/json;charset=utf-8,${encodeURIComponent(JSON.stringify(receipt))}`
  return (
    <>
      <p>
        {words.receiptAbout} <a href="/receipts/verify">{words.anybody}</a>
      </p>
      <Button
        component="a"
        href={file}
        download={`erasure-${receipt.receipt.erasureId}.json`}
        leftSection={<IconDownload size={16} aria-hidden />}
      >
        {words.receipt}
      </Button>
    </>
  )
}

/** What each kind of entry is stands in the declarations, in English. */
const Held = ({ view, words, language }: { view: VisitorView; words: Words; language: string }) => (
  <>
    <p>{words.held(view.site)}</p>
    <ul className={classes.held}>
      {view.held.toReversed().map(({ what, count }) => (
        <li key={what}>
          <span lang="en">{what}</span>
          <b>{count.toLocaleString(language)}</b>
        </li>
      ))}
    </ul>
  </>
)

function Failed({ error, words, retry }: { error: unknown; words: Words; retry?: () => void }) {
  const isOver = failureOf(error).status === 403
  return (
    <Alert
      color="red"
      icon={<IconAlertTriangle size={18} />}
      title={isOver ? words.invalid : words.failed}
      role="alert"
    >
      {retry && !isOver && (
        <Button size="compact-sm" variant="default" onClick={retry}>
          {words.retry}
        </Button>
      )}
    </Alert>
  )
}

const said = {
  nothing: { color: 'green', icon: IconCircleCheck },
  erased: { color: 'green', icon: IconCircleCheck },
  erasing: { color: 'petrol', icon: IconHourglass },
} as const

/** What somebody sees who follows a link of their own: what is held of them, a copy of it, and its end. */
export function VisitorPage() {
  const { view, erase, copy, download } = useVisitorView()
  const [{ language, words }] = useState(() => wordsFor(navigator.languages))
  useEffect(() => {
    document.documentElement.lang = language
  }, [language])
  const { data } = view
  const state = data && data.state !== 'held' ? { ...said[data.state], title: words[data.state] } : undefined
  const failure = erase.error ?? copy.error ?? download.error
  return (
    <CardPage title={words.title} mark={<Mark size={40} />}>
      {view.isError && <Failed error={view.error} words={words} retry={() => void view.refetch()} />}
      {failure && <Failed error={failure} words={words} />}
      {view.isPending && <Skeleton height={180} />}
      {state && (
        <Alert color={state.color} icon={<state.icon size={18} />} title={state.title}>
          {data?.site}
        </Alert>
      )}
      {data?.state === 'held' && (
        <>
          <Held view={data} words={words} language={language} />
          <CopyPart view={data} words={words} copy={copy} download={download} />
          <ErasePart words={words} erase={erase} />
        </>
      )}
      {data?.receipt && <Receipt receipt={data.receipt} words={words} />}
    </CardPage>
  )
}
