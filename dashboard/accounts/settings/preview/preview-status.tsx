import { Alert } from '@mantine/core'
import { IconInfoCircle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './preview.module.css'
import type { Phase } from './preview.ts'

const isolated = (
  <>
    A page that sends <code>Cross-Origin-Opener-Policy: same-origin</code> cuts itself off from the window that opened
    it and can't be previewed.
  </>
)

const said: Readonly<Partial<Record<Phase, ReactNode>>> = {
  blocked: 'The browser kept the window from opening. Allow pop-ups for this address, then try again.',
  waiting: 'Waiting for the snippet on the page…',
  silent: (
    <>
      The page has not answered yet. Look in its window:
      <ul>
        <li>The snippet of this project has to be on that very page, not only behind its sign-in.</li>
        <li>The page's own Content-Security-Policy has to let the snippet load.</li>
        <li>{isolated}</li>
      </ul>
      The preview begins as soon as a page in that window answers.
    </>
  ),
  flooded: 'This page changes too much to be followed. Open it again.',
  gone: <>The window was closed. {isolated}</>,
}

/** How the preview stands, for eyes and screen readers. */
export function PreviewStatus({ phase }: { phase: Phase }) {
  const text = said[phase]
  return (
    <output className={classes.status}>
      {text && (
        <Alert color={phase === 'waiting' ? 'gray' : 'yellow'} icon={<IconInfoCircle aria-hidden />}>
          {text}
        </Alert>
      )}
    </output>
  )
}
