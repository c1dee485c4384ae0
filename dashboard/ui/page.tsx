import type { ReactNode } from 'react'
import classes from './page.module.css'

type Props = { title: string; about?: ReactNode; actions?: ReactNode; width?: 'narrow' | 'wide'; children: ReactNode }

/** A page of the settings kind: one heading, a sentence, sections below. */
export function Page({ title, about, actions, width = 'narrow', children }: Props) {
  return (
    <div className={classes.page} data-width={width}>
      <title>{`${title} · Vitrine`}</title>
      <header className={classes.header}>
        <div>
          <h1>{title}</h1>
          {about && <p>{about}</p>}
        </div>
        {actions && <div className={classes.actions}>{actions}</div>}
      </header>
      {children}
    </div>
  )
}
