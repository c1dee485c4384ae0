import { Badge, Button, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { Domain, type SignOnDomain } from '@vitrine/protocol'
import { Failure } from '../../shell/failure.tsx'
import { useMe } from '../../shell/me.ts'
import { useFormCall } from '../../shell/use-form-call.ts'
import { CopyCode } from '../../ui/copy-code.tsx'
import { Section } from '../../ui/section.tsx'
import classes from './sign-on.module.css'
import { useSignOnChanges } from './use-sign-on.ts'

function DomainRow({ organizationId, domain: one }: { organizationId: string; domain: SignOnDomain }) {
  const { platformAdmin } = useMe()
  const { prove, giveUp } = useSignOnChanges(organizationId)
  const { id, domain, record, provenAt } = one
  return (
    <li className={classes.row}>
      <div className={classes.head}>
        <strong>{domain}</strong>
        <Badge variant="light" color={provenAt ? 'green' : 'amber'}>
          {provenAt ? 'Yours' : 'Not proven yet'}
        </Badge>
        <Button variant="default" size="compact-sm" onClick={() => giveUp.mutate(id)} aria-label={`Give up ${domain}`}>
          Give up
        </Button>
      </div>
      {!provenAt && (
        <>
          <span>
            Ask whoever looks after the domain to add a TXT record named <code>{record.name}</code> with this value:
          </span>
          <CopyCode code={record.value} label={`Copy the record of ${domain}`} />
          <div className={classes.actions}>
            <Button loading={prove.isPending} onClick={() => prove.mutate({ id, how: 'prove' })}>
              Look for it
            </Button>
            {platformAdmin && (
              <Button variant="default" onClick={() => prove.mutate({ id, how: 'vouch' })}>
                Vouch for it as operator
              </Button>
            )}
          </div>
        </>
      )}
    </li>
  )
}

type Props = { organizationId: string; domains: readonly SignOnDomain[] }

/** The domains of the members' addresses, each proven before it counts. */
export function DomainsSection({ organizationId, domains }: Props) {
  const { claim } = useSignOnChanges(organizationId)
  const form = useForm({
    initialValues: { domain: '' },
    validate: { domain: (value) => (Domain.safeParse(value).success ? null : 'Enter a domain, such as example.com.') },
  })
  const { submit, pending, error } = useFormCall(form, {
    call: ({ domain }) => claim.mutateAsync(domain),
    done: () => form.reset(),
  })
  return (
    <Section
      title="Domains"
      about="Your sign-on lets in whoever has an e-mail address of a domain that is proven to be yours. Nobody else’s provider can."
    >
      <ul className={classes.list}>
        {domains.map((domain) => (
          <DomainRow key={domain.id} organizationId={organizationId} domain={domain} />
        ))}
      </ul>
      <form onSubmit={submit} className={classes.inline} noValidate>
        {error && <Failure error={error} />}
        <TextInput label="Another domain" placeholder="example.com" {...form.getInputProps('domain')} />
        <Button type="submit" variant="default" loading={pending}>
          Add
        </Button>
      </form>
    </Section>
  )
}
