import { Tooltip } from '@mantine/core'
import { IconBox, IconEraser, IconInbox, IconPlugConnected, IconSettings, IconUsers } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useShortcuts } from '../../ui/shortcuts.tsx'
import { useMayAs } from '../me.ts'
import classes from './navigation.module.css'
import { useGoTo } from './use-go-to.ts'

const places = [
  { to: '/projects/$projectId/reports', label: 'Reports', icon: IconInbox, keys: 'g r', for: 'viewer' },
  { to: '/projects/$projectId/set-up', label: 'Set-up', icon: IconPlugConnected, keys: 'g u', for: 'viewer' },
  { to: '/projects/$projectId/members', label: 'Members', icon: IconUsers, keys: 'g m', for: 'viewer' },
  { to: '/projects/$projectId/settings', label: 'Settings', icon: IconSettings, keys: 'g s', for: 'viewer' },
  { to: '/projects/$projectId/erasures', label: 'Erasures', icon: IconEraser, keys: 'g e', for: 'admin' },
] as const

type Props = { projectId: string | undefined; onReport: boolean; rail: boolean; onGo?: (() => void) | undefined }

/** The pages of one project. `rail`: icons only, names on hover. */
export function Navigation({ projectId, onReport, rail, onGo }: Props) {
  const goTo = useGoTo()
  const isAdmin = useMayAs('admin', projectId ?? '')
  const open = places.filter((place) => isAdmin || place.for === 'viewer')
  useShortcuts(
    'Go to',
    projectId ? open.map(({ to, label, keys }) => ({ keys, label, run: () => goTo(to, projectId) })) : [],
  )
  if (!projectId)
    return (
      <nav className={classes.navigation} aria-label="Main">
        <Link to="/" className={classes.link} onClick={onGo}>
          <IconBox size={18} stroke={1.7} aria-hidden />
          <span className={rail ? classes.hidden : undefined}>Projects</span>
        </Link>
      </nav>
    )
  return (
    <nav className={classes.navigation} aria-label="Project">
      {open.map(({ to, label, icon: Icon }) => (
        <Tooltip key={to} label={label} position="right" disabled={!rail} openDelay={100}>
          <Link
            to={to}
            params={{ projectId }}
            className={classes.link}
            data-current={(onReport && label === 'Reports') || undefined}
            onClick={onGo}
          >
            <Icon size={18} stroke={1.7} aria-hidden />
            <span className={rail ? classes.hidden : undefined}>{label}</span>
          </Link>
        </Tooltip>
      ))}
    </nav>
  )
}
