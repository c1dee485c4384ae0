import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import type { VisitorView } from '@vitrine/protocol'
import type { useVisitorView } from './use-visitor-view.ts'
import type { Words } from './words.ts'

type Props = { view: VisitorView; words: Words } & Pick<ReturnType<typeof useVisitorView>, 'copy' | 'download'>

/** A copy to take away: asked for, waited for, fetched. */
export function CopyPart({ view, words, copy, download }: Props) {
  const state = view.copy?.state
  const isMade = state === 'waiting' || state === 'running'
  return (
    <>
      <p aria-live="polite">{isMade ? words.copying : state === 'failed' ? words.copyFailed : words.copyAbout}</p>
      {state === 'ready' ? (
        <Button
          variant="default"
          leftSection={<IconDownload size={16} aria-hidden />}
          onClick={() => download.mutate()}
          loading={download.isPending}
        >
          {words.download}
        </Button>
      ) : (
        <Button variant="default" onClick={() => copy.mutate()} loading={copy.isPending || isMade}>
          {words.copy}
        </Button>
      )}
    </>
  )
}
