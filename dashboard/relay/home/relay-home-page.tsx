import { Button, Skeleton } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Failure } from '../../shell/failure.tsx'
import { installation } from '../../shell/installation.ts'
import { LinkButton } from '../../ui/link-button.tsx'
import { Section } from '../../ui/section.tsx'
import { keyState } from '../keys/key-state.ts'
import { NewKeyDialog } from '../keys/new-key-dialog.tsx'
import { keysQuery } from '../keys/use-keys.ts'
import { modelsQuery } from '../models-query.ts'
import { RelayPage } from '../relay-page.tsx'
import { useMayDevelop } from '../use-may-develop.ts'
import { ClientSnippets } from './client-snippets.tsx'
import { clientsFor } from './clients.ts'
import classes from './home.module.css'

const route = getRouteApi('/member/organizations/$organizationId/relay')

const saying = (working: number) =>
  working === 0
    ? 'You have no key that works. Make one: it is what your program shows instead of a provider’s key.'
    : `${working} ${working === 1 ? 'key works' : 'keys work'}.`

/** What a developer needs to begin: a key, a base URL, a program. */
export function RelayHomePage() {
  const { organizationId } = route.useParams()
  const keys = useQuery(keysQuery(organizationId))
  const models = useQuery(modelsQuery(organizationId))
  const mayMake = useMayDevelop(organizationId)
  const [making, { open, close }] = useDisclosure()
  const working = keys.data?.filter((key) => keyState(key, keys.dataUpdatedAt).works).length ?? 0
  return (
    <RelayPage
      organizationId={organizationId}
      title="Relay"
      about="One address and one key for the models of every provider. What is asked and answered is passed on and never kept."
    >
      <Section title="Your key">
        {keys.isError && <Failure error={keys.error} retry={() => void keys.refetch()} />}
        {keys.isPending && <Skeleton height={36} />}
        {keys.data && (
          <div className={classes.row}>
            <p>{saying(working)}</p>
            {mayMake && (
              <Button onClick={open} variant={working === 0 ? 'filled' : 'default'}>
                New key
              </Button>
            )}
            <LinkButton
              variant="default"
              render={(props) => (
                <Link to="/organizations/$organizationId/relay/playground" params={{ organizationId }} {...props} />
              )}
            >
              Try a model
            </LinkButton>
          </div>
        )}
      </Section>
      <ClientSnippets clients={clientsFor(installation.server, models.data?.[0]?.id ?? 'MODEL')} />
      <NewKeyDialog organizationId={organizationId} opened={making} onClose={close} />
    </RelayPage>
  )
}
