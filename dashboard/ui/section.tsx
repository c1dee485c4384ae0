import { type ReactNode, useId } from 'react'
import classes from './section.module.css'

type Props = { title: string; about?: ReactNode; aside?: ReactNode; tone?: 'danger'; children: ReactNode }

/** A card of a page: heading, explanation, content. */
export function Section({ title, about, aside, tone, children }: Props) {
  const id = useId()
  return (
    <section className={classes.section} data-tone={tone} aria-labelledby={id}>
      <header>
        <div>
          <h2 id={id}>{title}</h2>
          {about && <p>{about}</p>}
        </div>
        {aside}
      </header>
      {children}
    </section>
  )
}
