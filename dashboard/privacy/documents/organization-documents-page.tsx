import { getRouteApi, Link } from '@tanstack/react-router'
import { useMe } from '../../shell/me.ts'
import { Page } from '../../ui/page.tsx'
import { Row, Rows } from '../../ui/rows.tsx'
import { Section } from '../../ui/section.tsx'
import { AnswersForm } from './answers-form.tsx'
import classes from './documents.module.css'
import { ObjectionSection } from './objection-section.tsx'

const route = getRouteApi('/member/organizations/$organizationId/privacy')

/** What an organization says about itself in the documents of all its projects. */
export function OrganizationDocumentsPage() {
  const { organizationId } = route.useParams()
  const projects = useMe().projects.filter((project) => project.organizationId === organizationId)
  return (
    <Page
      title="Privacy documents"
      about="You decide about your visitors’ data, so the documents of your projects must name you. Say it once here; a project may say otherwise."
    >
      <Section title="What only you know" about="Your answers are printed as they are.">
        <AnswersForm at={`/api/organizations/${organizationId}`} mayChange />
      </Section>
      <ObjectionSection organizationId={organizationId} />
      {projects.length > 0 && (
        <Section title="Documents of each project" about="Every project has its own, because its settings change them.">
          <Rows>
            {projects.map(({ id, name }) => (
              <Row key={id}>
                <Link to="/projects/$projectId/documents" params={{ projectId: id }} className={classes.title}>
                  {name}
                </Link>
              </Row>
            ))}
          </Rows>
        </Section>
      )}
    </Page>
  )
}
