import { type ReactNode, useEffect, useRef } from 'react'
import classes from './card-page.module.css'

type Props = { title: string; about?: ReactNode; mark: ReactNode; children?: ReactNode; foot?: ReactNode }

/** A page of one task, for somebody who is not inside yet. */
export function CardPage({ title, about, mark, children, foot }: Props) {
  const page = useRef<HTMLElement>(null)
  // The task is the page: it starts where the first field is.
  useEffect(() => page.current?.querySelector<HTMLInputElement>('input:not([readonly])')?.focus(), [])
  return (
    <main ref={page} className={classes.page}>
      <title>{`${title} · Vitrine`}</title>
      <div className={classes.card}>
        {mark}
        <h1>{title}</h1>
        {about && <p>{about}</p>}
        {children}
      </div>
      {foot && <footer className={classes.foot}>{foot}</footer>}
    </main>
  )
}
