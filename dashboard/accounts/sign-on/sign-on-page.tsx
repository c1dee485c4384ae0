import { Skeleton, Switch } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Failure } from '../../shell/failure.tsx'
import { Page } from '../../ui/page.tsx'
import { Section } from '../../ui/section.tsx'
import { DomainsSection } from './domains-section.tsx'
import { ProviderSection } from './provider-section.tsx'
import { signOnQuery, useSignOnChanges } from './use-sign-on.ts'

const route = getRouteApi('/member/organizations/$organizationId/sign-on')

/** How the members of an organization get in. */
export function SignOnPage() {
  const { organizationId } = route.useParams()
  const settings = useQuery(signOnQuery(organizationId))
  const { require } = useSignOnChanges(organizationId)
  return (
    <Page title="Sign-in" about="How your members get in, beyond their password.">
      {settings.isError && <Failure error={settings.error} retry={() => void settings.refetch()} />}
      {settings.isPending && <Skeleton height={260} radius="lg" />}
      {settings.data && (
        <>
          <Section
            title="Two-step sign-in"
            about="Members who sign in with a password also enter a code from an app on their phone."
          >
            <Switch
              label="Every member needs it"
              description="Whoever has not switched it on gets at nothing here until they do."
              checked={settings.data.secondStepRequired}
              disabled={require.isPending}
              onChange={(event) => require.mutate(event.currentTarget.checked)}
            />
          </Section>
          <DomainsSection organizationId={organizationId} domains={settings.data.domains} />
          <ProviderSection organizationId={organizationId} settings={settings.data} />
        </>
      )}
    </Page>
  )
}
