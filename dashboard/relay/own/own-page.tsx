import { Button, Modal, Skeleton } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useDisclosure } from '@mantine/hooks'
import { IconPlugConnected, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Failure } from '../../shell/failure.tsx'
import { useFormCall } from '../../shell/use-form-call.ts'
import { Empty } from '../../ui/empty.tsx'
import { Section } from '../../ui/section.tsx'
import { RelayPage } from '../relay-page.tsx'
import { AccessFields } from '../supply/access-fields.tsx'
import { type AccessValues, accessOf, accessProblems, emptyAccess } from '../supply/access-values.ts'
import classes from '../supply/supply.module.css'
import { providersQuery } from '../supply/use-supply.ts'
import { useMayDevelop } from '../use-may-develop.ts'
import { CredentialRow } from './credential-row.tsx'
import { credentialsQuery, useCredentialChanges } from './use-own.ts'

const route = getRouteApi('/member/organizations/$organizationId/relay/own')

function CredentialForm({ organizationId, onDone }: { organizationId: string; onDone: () => void }) {
  const { data: providers = [] } = useQuery(providersQuery)
  const { add } = useCredentialChanges(organizationId)
  const form = useForm<AccessValues>({
    initialValues: emptyAccess,
    validate: (values) =>
      accessProblems(
        values,
        providers.find(({ id }) => id === values.provider),
      ),
  })
  const { submit, pending, error } = useFormCall(form, {
    call: (values) => add.mutateAsync(accessOf(values)),
    done: onDone,
  })
  return (
    <form onSubmit={submit} className={classes.form} noValidate>
      {error && <Failure error={error} />}
      <AccessFields form={form} providers={providers} />
      <Button type="submit" loading={pending}>
        Test and keep
      </Button>
    </form>
  )
}

function Credentials({ organizationId, onAdd }: { organizationId: string; onAdd: () => void }) {
  const credentials = useQuery(credentialsQuery(organizationId))
  if (credentials.isError) return <Failure error={credentials.error} retry={() => void credentials.refetch()} />
  if (!credentials.data) return <Skeleton height={160} radius="lg" />
  if (credentials.data.length === 0)
    return (
      <Empty
        icon={<IconPlugConnected size={24} />}
        title="None of your own"
        action={
          <Button variant="default" onClick={onAdd}>
            Add a credential
          </Button>
        }
      >
        With a contract of your own at a provider, its credential can be used here; you pay the provider.
      </Empty>
    )
  return (
    <Section title="Credentials" about="Programs reach them at /byok, or by the header x-vitrine-byok.">
      <ul className={classes.plain}>
        {credentials.data.map((credential) => (
          <CredentialRow key={credential.id} organizationId={organizationId} credential={credential} />
        ))}
      </ul>
    </Section>
  )
}

/** An organization's own credentials at providers. */
export function OwnPage() {
  const { organizationId } = route.useParams()
  const mayChange = useMayDevelop(organizationId)
  const [adding, { open, close }] = useDisclosure()
  return (
    <RelayPage
      organizationId={organizationId}
      title="Own credentials"
      about="Your own contracts with providers. What runs over them is not billed here."
      actions={
        mayChange && (
          <Button leftSection={<IconPlus size={16} />} onClick={open}>
            Add
          </Button>
        )
      }
    >
      {mayChange ? (
        <Credentials organizationId={organizationId} onAdd={open} />
      ) : (
        <p className={classes.hint}>Only developers and admins of the organization see these.</p>
      )}
      <Modal
        opened={adding}
        onClose={close}
        title="A credential of your own"
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        <CredentialForm organizationId={organizationId} onDone={close} />
      </Modal>
    </RelayPage>
  )
}
