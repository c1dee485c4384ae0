import { Badge, Button } from '@mantine/core'
import { IconBox, IconChevronRight, IconPlus } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { mayAdminister, useMe } from '../../shell/me.ts'
import { Empty } from '../../ui/empty.tsx'
import { Page } from '../../ui/page.tsx'
import classes from './projects.module.css'

const newProject = (
  <Button renderRoot={(props) => <Link to="/projects/new" {...props} />} leftSection={<IconPlus size={16} />}>
    New project
  </Button>
)

export function ProjectsPage() {
  const me = useMe()
  const { projects, organizations } = me
  const mayCreate = organizations.some((organization) => mayAdminister(me, organization))
  const nameOf = (id: string) => organizations.find((organization) => organization.id === id)?.name
  if (projects.length === 0)
    return (
      <Empty
        heading="h1"
        icon={<IconBox size={24} />}
        title="No project yet"
        action={mayCreate ? newProject : undefined}
      >
        {mayCreate
          ? 'A project is one site or app. Create it, put the snippet on the site, and reports arrive here.'
          : 'You are not a member of any project. Ask an admin to add you.'}
      </Empty>
    )
  return (
    <Page title="Projects" actions={mayCreate ? newProject : undefined}>
      <ul className={classes.list}>
        {projects.map(({ id, name, organizationId, role }) => (
          <li key={id}>
            <Link to="/projects/$projectId/reports" params={{ projectId: id }} className={classes.card}>
              <span>
                <strong>{name}</strong>
                <small>{nameOf(organizationId)}</small>
              </span>
              <Badge variant="light" color="gray">
                {role}
              </Badge>
              <IconChevronRight size={18} aria-hidden />
            </Link>
          </li>
        ))}
      </ul>
    </Page>
  )
}
