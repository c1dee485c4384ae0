import { Alert, Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Failure } from '../../shell/failure.tsx'
import { useMayAs, useMe, useOwns } from '../../shell/me.ts'
import { Page } from '../../ui/page.tsx'
import { projectQuery } from '../project-query.ts'
import { CaptureSection } from './capture-section.tsx'
import { DangerZone } from './danger-zone.tsx'
import { MaskingSection } from './masking-section.tsx'
import { NameSection } from './name-section.tsx'
import { OriginsSection } from './origins-section.tsx'
import { RecordingSection } from './recording-section.tsx'
import { RetentionSection } from './retention-section.tsx'
import { TriggersSection } from './triggers/triggers-section.tsx'

const route = getRouteApi('/member/projects/$projectId/settings')

export function SettingsPage() {
  const { projectId } = route.useParams()
  const { data: project, error, refetch } = useQuery(projectQuery(projectId))
  const mayChange = useMayAs('admin', projectId)
  const mayDelete = useOwns(useMe().projects.find(({ id }) => id === projectId)?.organizationId)
  return (
    <Page title="Settings" about="What this project records, what it hides, and how long it keeps it.">
      {error && <Failure error={error} retry={() => void refetch()} />}
      {!project && !error && <Skeleton height={420} radius="lg" />}
      {project && (
        <>
          {!mayChange && <Alert mb="md">Only admins of the project can change these.</Alert>}
          <fieldset disabled={!mayChange} style={{ border: 0, margin: 0, padding: 0, minWidth: 0 }}>
            <NameSection project={project} />
            <OriginsSection project={project} />
            <MaskingSection project={project} />
            <RecordingSection project={project} />
            <CaptureSection project={project} />
            <TriggersSection project={project} />
            <RetentionSection project={project} />
          </fieldset>
          {mayDelete && <DangerZone project={project} />}
        </>
      )}
    </Page>
  )
}
