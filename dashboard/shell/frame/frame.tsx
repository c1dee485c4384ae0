import { ActionIcon, Drawer } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { Notifications } from '@mantine/notifications'
import { IconMenu2 } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { useShortcuts } from '../../ui/shortcuts.tsx'
import { ShortcutsSheet } from '../../ui/shortcuts-sheet.tsx'
import { useStore } from '../../ui/store.ts'
import { LiveProvider } from '../live.tsx'
import { secondStepNeeded } from '../second-step-needed.ts'
import { AccountMenu } from './account-menu.tsx'
import { AreaSwitcher } from './area-switcher.tsx'
import { ConnectionNote } from './connection-note.tsx'
import { Content } from './content.tsx'
import classes from './frame.module.css'
import { Mark } from './mark.tsx'
import { Navigation } from './navigation.tsx'
import { useArrival } from './use-arrival.ts'
import { usePlace } from './use-place.ts'

type SideProps = { rail: boolean; onShortcuts: () => void; onGo?: () => void }

function Side({ rail, onShortcuts, onGo }: SideProps) {
  const { area, onReport } = usePlace()
  return (
    <>
      <AreaSwitcher rail={rail} onGo={onGo} />
      <Navigation area={area} onReport={onReport} rail={rail} onGo={onGo} />
      <div className={classes.bottom}>
        <AccountMenu rail={rail} onShortcuts={onShortcuts} onGo={onGo} />
      </div>
    </>
  )
}

const SecondStepNeeded = lazy(async () => {
  const { SecondStepNeeded } = await import('../../accounts/account/second-step/second-step-needed.tsx')
  return { default: SecondStepNeeded }
})

/** Fetched when it is first needed, which for most people is never. */
function SecondStepDoor() {
  const asked = useStore(secondStepNeeded, (state) => state.asked)
  const [wasAsked, setWasAsked] = useState(false)
  if (asked && !wasAsked) setWasAsked(true)
  return <Suspense>{wasAsked && <SecondStepNeeded asked={asked} />}</Suspense>
}

/** What stands around every page of somebody who is signed in. */
export function Frame() {
  const [drawer, setDrawer] = useState(false)
  const [sheet, setSheet] = useState(false)
  const { area, project, organization, onReport } = usePlace()
  useArrival()
  const small = useMediaQuery('(max-width: 760px)', undefined, { getInitialValueInEffect: false })
  const narrow = useMediaQuery('(max-width: 1100px)', undefined, { getInitialValueInEffect: false })
  const rail = narrow || onReport
  useShortcuts('Everywhere', [{ keys: '?', label: 'Show this sheet', run: () => setSheet(true) }])
  const openSheet = () => setSheet(true)
  const close = () => setDrawer(false)
  return (
    <LiveProvider>
      <a href="#content" className={classes.skip}>
        Skip to content
      </a>
      <div className={classes.frame}>
        {small ? (
          <nav className={classes.top} aria-label="Menu">
            <ActionIcon onClick={() => setDrawer(true)} aria-label="Menu" size="lg">
              <IconMenu2 size={20} />
            </ActionIcon>
            <span className={classes.title}>
              {project?.name ?? organization?.name ?? (area ? 'Administration' : 'Vitrine')}
            </span>
            <Mark size={22} />
          </nav>
        ) : (
          <aside className={classes.side} data-rail={rail || undefined}>
            <Link to="/" className={classes.brand} aria-label="Vitrine: all projects">
              <Mark />
              {!rail && <span>Vitrine</span>}
            </Link>
            <Side rail={rail} onShortcuts={openSheet} />
          </aside>
        )}
        <main id="content" className={classes.main} tabIndex={-1}>
          <Content />
        </main>
      </div>
      <Drawer
        opened={small && drawer}
        onClose={close}
        title="Vitrine"
        size={280}
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        <div className={classes.drawer}>
          <Side rail={false} onShortcuts={openSheet} onGo={close} />
        </div>
      </Drawer>
      <Notifications position="bottom-right" limit={4} />
      <ConnectionNote />
      <SecondStepDoor />
      <ShortcutsSheet opened={sheet} onClose={() => setSheet(false)} />
    </LiveProvider>
  )
}
