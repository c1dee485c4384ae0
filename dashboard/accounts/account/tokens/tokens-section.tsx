import { Button, Skeleton } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { ApiToken } from '@vitrine/protocol'
import { api, nothing } from '../../../shell/api.ts'
import { Failure } from '../../../shell/failure.tsx'
import { toast } from '../../../shell/toast.ts'
import { Section } from '../../../ui/section.tsx'
import { mediumDate } from '../../../ui/time.ts'
import classes from '../account-page.module.css'
import { NewTokenDialog } from './new-token-dialog.tsx'
import { scopes } from './scopes.ts'

const may = (token: ApiToken) =>
  scopes
    .filter(({ value }) => token.scopes.includes(value))
    .map(({ label }) => label.toLowerCase())
    .join(', ')

export function TokensSection() {
  const queries = useQueryClient()
  const [opened, { open, close }] = useDisclosure()
  const tokens = useQuery({
    queryKey: ['tokens'],
    queryFn: ({ signal }) => api.get('/api/account/tokens', ApiToken.array(), signal),
  })
  const revoke = useMutation({
    mutationFn: (id: string) => api.delete(`/api/account/tokens/${id}`, nothing),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['tokens'] }),
    onError: (error) => toast.failed('Could not revoke the token', error),
  })
  return (
    <Section
      title="API tokens"
      about="With a token, a program does what you may do, within the limits you give it."
      aside={
        <Button variant="default" onClick={open}>
          New token
        </Button>
      }
    >
      {tokens.isError && <Failure error={tokens.error} retry={() => void tokens.refetch()} />}
      {tokens.isPending && <Skeleton height={60} />}
      {tokens.data?.length === 0 && <p className={classes.about}>You have none.</p>}
      <ul className={classes.list}>
        {tokens.data?.map((token) => (
          <li key={token.id} className={classes.row}>
            <div>
              <strong>{token.label}</strong>
              <small>
                <code>{token.prefix}…</code> · may {may(token)}
                {token.organization && ` · only in ${token.organization.name}`}
                {token.project && ` · only in ${token.project.name}`}
              </small>
              <small>
                {token.lastUsedOn ? `Last used ${mediumDate(token.lastUsedOn)}` : 'Never used'}
                {token.expiresAt && ` · until ${mediumDate(token.expiresAt)}`}
              </small>
            </div>
            <Button
              variant="default"
              size="compact-sm"
              onClick={() => revoke.mutate(token.id)}
              aria-label={`Revoke ${token.label}`}
            >
              Revoke
            </Button>
          </li>
        ))}
      </ul>
      <NewTokenDialog opened={opened} onClose={close} />
    </Section>
  )
}
