import { Tooltip } from '@mantine/core'
import { IconBox } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useShortcuts } from '../../ui/shortcuts.tsx'
import { useMe } from '../me.ts'
import classes from './navigation.module.css'
import { type Area, paramsOf, placesOf } from './places.ts'
import { useGoTo } from './use-go-to.ts'

type Props = { area: Area | undefined; onReport: boolean; rail: boolean; onGo?: (() => void) | undefined }

const names = { project: 'Project', organization: 'Organization', administration: 'Administration' }

/** The pages of the area that is shown. `rail`: icons only, names on hover. */
export function Navigation({ area, onReport, rail, onGo }: Props) {
  const me = useMe()
  const goTo = useGoTo()
  const open = area ? placesOf(area, me) : []
  useShortcuts('Go to', area ? open.map(({ to, label, keys }) => ({ keys, label, run: () => goTo(to, area) })) : [])
  if (!area)
    return (
      <nav className={classes.navigation} aria-label="Main">
        <Link to="/" className={classes.link} onClick={onGo}>
          <IconBox size={18} stroke={1.7} aria-hidden />
          <span className={rail ? classes.hidden : undefined}>Projects</span>
        </Link>
      </nav>
    )
  return (
    <nav className={classes.navigation} aria-label={names[area.kind]}>
      {open.map(({ to, label, icon: Icon }) => (
        <Tooltip key={to} label={label} position="right" disabled={!rail} openDelay={100}>
          <Link
            to={to}
            params={paramsOf(area)}
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
