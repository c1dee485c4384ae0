import { Anchor, Skeleton } from '@mantine/core'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Failure } from '../../shell/failure.tsx'
import { useMayAs, useMe } from '../../shell/me.ts'
import { Page } from '../../ui/page.tsx'
import { Section } from '../../ui/section.tsx'
import { AnswersForm } from './answers-form.tsx'
import { DocumentRows } from './document-list.tsx'
import { Gaps } from './gaps.tsx'
import { PublishSection } from './publish-section.tsx'
import { useDocuments } from './use-documents.ts'

const route = getRouteApi('/member/projects/$projectId/documents')

/** The privacy documents of one project: for its client, who decides about this data. */
export function DocumentsPage() {
  const { projectId } = route.useParams()
  const at = `/api/projects/${projectId}`
  const { data, error, refetch } = useDocuments(at)
  const mayChange = useMayAs('admin', projectId)
  const { platformAdmin } = useMe()
  return (
    <Page
      title="Privacy documents"
      about="What this project does with people’s data, as its settings are now. Change a setting and they change with it."
      width="wide"
    >
      {error && <Failure error={error} retry={() => void refetch()} />}
      {!data && !error && <Skeleton height={420} radius="lg" />}
      {data && (
        <>
          <Gaps gaps={data.gaps} />
          <DocumentRows documents={data.documents} address={data.address} />
          <PublishSection at={at} publicAddress={data.publicAddress} mayChange={mayChange} />
          <Section
            title="What only you know"
            about="You decide about your visitors’ data, so the documents must name you. Your answers are printed as they are."
          >
            <AnswersForm at={at} mayChange={mayChange} />
          </Section>
          {platformAdmin && (
            <p>
              <Anchor component={Link} to="/administration/documents">
                Documents of the whole installation
              </Anchor>
            </p>
          )}
        </>
      )}
    </Page>
  )
}
