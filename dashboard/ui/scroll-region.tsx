import type { ReactNode } from 'react'

type Props = { label: string; className: string | undefined; children: ReactNode }

/** Content that scrolls by itself and holds nothing to tab to: it is focusable, so that the keyboard can scroll it. */
export function ScrollRegion({ label, className, children }: Props) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- see above
    <section className={className} tabIndex={0} aria-label={label}>
      {children}
    </section>
  )
}
