import { Menu, UnstyledButton, VisuallyHidden } from '@mantine/core'
import { IconCheck, IconPlus, IconSelector } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { mayAdminister, useMe } from '../me.ts'
import classes from './project-switcher.module.css'
import { usePlace } from './use-place.ts'

const mark = (name: string) => [...name][0]?.toUpperCase() ?? '?'

/** Which project is shown, and the way to the others. */
export function ProjectSwitcher({ rail, onGo }: { rail: boolean; onGo?: (() => void) | undefined }) {
  const { project, projects } = usePlace()
  const me = useMe()
  const { organizations } = me
  const mayCreate = organizations.some((organization) => mayAdminister(me, organization))
  const name = project?.name ?? 'Choose a project'
  return (
    <Menu position="bottom-start" width={240}>
      <Menu.Target>
        <UnstyledButton className={classes.button} data-rail={rail || undefined}>
          <span className={classes.mark} aria-hidden>
            {mark(name)}
          </span>
          <VisuallyHidden>Project: {rail && name}</VisuallyHidden>
          {!rail && <span className={classes.name}>{name}</span>}
          {!rail && <IconSelector size={15} className={classes.arrows} aria-hidden />}
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>Projects</Menu.Label>
        {projects.map(({ id, name }) => (
          <Menu.Item
            key={id}
            renderRoot={(props) => <Link to="/projects/$projectId/reports" params={{ projectId: id }} {...props} />}
            rightSection={id === project?.id ? <IconCheck size={15} aria-label="shown" /> : undefined}
            onClick={onGo}
          >
            {name}
          </Menu.Item>
        ))}
        {mayCreate && (
          <>
            <Menu.Divider />
            <Menu.Item
              renderRoot={(props) => <Link to="/projects/new" {...props} />}
              leftSection={<IconPlus size={15} />}
              onClick={onGo}
            >
              New project
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
