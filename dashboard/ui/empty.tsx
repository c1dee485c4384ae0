import type { ReactNode } from 'react'
import classes from './empty.module.css'

type Props = { icon: ReactNode; title: string; children?: ReactNode; action?: ReactNode; heading?: 'h1' | 'h2' }

/** What stands where nothing is yet, or where something should have been: what it means and what to do. */
export function Empty({ icon, title, children, action, heading: Heading = 'h2' }: Props) {
  return (
    <div className={classes.empty}>
      <span className={classes.icon}>{icon}</span>
      <Heading>{title}</Heading>
      {children && <p>{children}</p>}
      {action && <div className={classes.action}>{action}</div>}
    </div>
  )
}
