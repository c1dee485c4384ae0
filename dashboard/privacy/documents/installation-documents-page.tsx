import { Anchor, Skeleton } from '@mantine/core'
import { Failure } from '../../shell/failure.tsx'
import { Page } from '../../ui/page.tsx'
import { Section } from '../../ui/section.tsx'
import { AnswersForm } from './answers-form.tsx'
import { DocumentRows } from './document-list.tsx'
import { Gaps } from './gaps.tsx'
import { RecipientsSection } from './recipients-section.tsx'
import { useDocuments } from './use-documents.ts'

const at = '/api/administration'

/** The documents of the whole installation: for its operator. */
export function InstallationDocumentsPage() {
  const { data, error, refetch } = useDocuments(at)
  return (
    <Page
      title="Privacy documents"
      about="What this installation publishes about itself. Everybody can read them; a change becomes a new version that is sealed and dated."
      width="wide"
    >
      {error && <Failure error={error} retry={() => void refetch()} />}
      {!data && !error && <Skeleton height={420} radius="lg" />}
      {data && (
        <>
          <Gaps gaps={data.gaps} />
          <DocumentRows documents={data.documents} address={data.address} />
          <p>
            Your own copy of the record as processor, which names the clients:{' '}
            <Anchor href="/documents/administration/record-processor.html" target="_blank" rel="noreferrer">
              open it
            </Anchor>
            . It is for the authority, not for the public.
          </p>
          <RecipientsSection />
          <Section
            title="What only you know"
            about="The documents must say who runs this installation and on what transfers rest. Your answers are printed as they are."
          >
            <AnswersForm at={at} mayChange />
          </Section>
        </>
      )}
    </Page>
  )
}
