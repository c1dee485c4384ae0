import type { MouseEvent, ReactNode } from 'react'
import { useReplay } from '../replay/replay.ts'
import { SeekTime } from './seek-time.tsx'

type Props = { at: number; className: string | undefined; look?: string; title?: string; children: ReactNode }

/** A row that goes to its time: by the button that begins it, or by a click anywhere that isn't marking text. */
export function SeekRow({ at, className, look, title, children }: Props) {
  const { seek } = useReplay()
  const press = (event: MouseEvent) => {
    const control = event.target instanceof Element && event.target.closest('button, a')
    if (!control && window.getSelection()?.isCollapsed !== false) seek(at)
  }
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions -- the button is for keys
    <div className={className} data-look={look} title={title} onClick={press}>
      <SeekTime at={at} />
      {children}
    </div>
  )
}
