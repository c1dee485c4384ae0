import { Menu, UnstyledButton, VisuallyHidden } from '@mantine/core'
import { IconCheck, IconPlus, IconSelector, IconServerCog } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { mayAdminister, useMe } from '../me.ts'
import classes from './area-switcher.module.css'
import { type Area, places } from './places.ts'
import { usePlace } from './use-place.ts'

const mark = (name: string) => [...name][0]?.toUpperCase() ?? '?'
const kinds = { project: 'Project', organization: 'Organization', administration: 'Area' }

type Go = { onGo?: (() => void) | undefined }
type Choices = Go & { area: Area | undefined }

const shown = <IconCheck size={15} aria-label="shown" />
const isAt = (area: Area | undefined, kind: Area['kind'], id: string) =>
  area?.kind === kind && 'id' in area && area.id === id

function Projects({ area, onGo }: Choices) {
  const me = useMe()
  return (
    <>
      <Menu.Label>Projects</Menu.Label>
      {me.projects.map(({ id, name }) => (
        <Menu.Item
          key={id}
          renderRoot={(props) => <Link to="/projects/$projectId/reports" params={{ projectId: id }} {...props} />}
          rightSection={isAt(area, 'project', id) ? shown : undefined}
          onClick={onGo}
        >
          {name}
        </Menu.Item>
      ))}
      {me.organizations.some((organization) => mayAdminister(me, organization)) && (
        <Menu.Item
          renderRoot={(props) => <Link to="/projects/new" {...props} />}
          leftSection={<IconPlus size={15} />}
          onClick={onGo}
        >
          New project
        </Menu.Item>
      )}
    </>
  )
}

function Organizations({ area, onGo }: Choices) {
  const { organizations, platformAdmin } = useMe()
  const mine = organizations.filter(({ role }) => platformAdmin || role !== null)
  if (mine.length === 0) return null
  return (
    <>
      <Menu.Divider />
      <Menu.Label>Organizations</Menu.Label>
      {mine.map(({ id, name }) => (
        <Menu.Item
          key={id}
          renderRoot={(props) => <Link to={places.organization[0].to} params={{ organizationId: id }} {...props} />}
          rightSection={isAt(area, 'organization', id) ? shown : undefined}
          onClick={onGo}
        >
          {name}
        </Menu.Item>
      ))}
    </>
  )
}

/** Which project or organization is shown, and the way to the others. */
export function AreaSwitcher({ rail, onGo }: Go & { rail: boolean }) {
  const { area, project, organization } = usePlace()
  const { platformAdmin } = useMe()
  const name = project?.name ?? organization?.name ?? (area ? 'Administration' : 'Choose a project')
  return (
    <Menu position="bottom-start" width={240}>
      <Menu.Target>
        <UnstyledButton className={classes.button} data-rail={rail || undefined}>
          <span className={classes.mark} aria-hidden>
            {mark(name)}
          </span>
          <VisuallyHidden>
            {kinds[area?.kind ?? 'project']}: {rail && name}
          </VisuallyHidden>
          {!rail && <span className={classes.name}>{name}</span>}
          {!rail && <IconSelector size={15} className={classes.arrows} aria-hidden />}
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown className={classes.choices}>
        <Projects area={area} onGo={onGo} />
        <Organizations area={area} onGo={onGo} />
        {platformAdmin && (
          <>
            <Menu.Divider />
            <Menu.Item
              renderRoot={(props) => <Link to={places.administration[0].to} {...props} />}
              leftSection={<IconServerCog size={15} />}
              rightSection={area?.kind === 'administration' ? shown : undefined}
              onClick={onGo}
            >
              Administration
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
