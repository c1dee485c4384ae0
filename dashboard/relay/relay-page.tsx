import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { Page } from '../ui/page.tsx'
import classes from './relay-page.module.css'
import { relayTabs } from './relay-tabs.ts'

type Props = {
  organizationId: string
  title: string
  about: ReactNode
  actions?: ReactNode
  children: ReactNode
}

/** One of an organization's pages about the relay, with the way to the others. */
export function RelayPage({ organizationId, title, about, actions, children }: Props) {
  return (
    <Page title={title} about={about} actions={actions} width="wide">
      <nav className={classes.tabs} aria-label="Relay">
        {relayTabs.map(({ to, label, exact }) => (
          <Link key={to} to={to} params={{ organizationId }} activeOptions={{ exact }}>
            {label}
          </Link>
        ))}
      </nav>
      {children}
    </Page>
  )
}
