import { Badge, Button, Skeleton } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Failure } from '../../shell/failure.tsx'
import { counted } from '../../ui/counted.ts'
import { Page } from '../../ui/page.tsx'
import { Row, Rows } from '../../ui/rows.tsx'
import { NewOrganizationDialog } from './new-organization-dialog.tsx'
import { organizationsQuery } from './organization-query.ts'
import classes from './organizations.module.css'
import { RegistrationSection } from './registration-section.tsx'

export function OrganizationsPage() {
  const { data, error, isPending, refetch } = useQuery(organizationsQuery)
  const [making, { open, close }] = useDisclosure()
  return (
    <Page
      title="Organizations"
      about="Everybody who uses this installation: your own company, or your clients."
      actions={
        <Button leftSection={<IconPlus size={16} />} onClick={open}>
          New organization
        </Button>
      }
    >
      {error && <Failure error={error} retry={() => void refetch()} />}
      {isPending && <Skeleton height={180} radius="lg" />}
      {data && (
        <Rows>
          {data.map(({ id, name, code, projects, members, deletionRequestedAt }) => (
            <Row key={id}>
              <span className={classes.who}>
                <Link to="/organizations/$organizationId/members" params={{ organizationId: id }}>
                  {name}
                </Link>
                <small>{code}</small>
              </span>
              {deletionRequestedAt && (
                <Badge color="red" variant="light">
                  Deletion asked for
                </Badge>
              )}
              <small className={classes.count}>{counted(projects, 'project')}</small>
              <small className={classes.count}>{counted(members, 'member')}</small>
            </Row>
          ))}
        </Rows>
      )}
      <RegistrationSection />
      <NewOrganizationDialog opened={making} onClose={close} />
    </Page>
  )
}
