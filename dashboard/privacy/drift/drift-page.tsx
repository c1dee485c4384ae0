import { Button, Skeleton } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck, IconRefresh } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Drift, type DriftCheck } from '@vitrine/protocol'
import { api, nothing } from '../../shell/api.ts'
import { Failure } from '../../shell/failure.tsx'
import { counted } from '../../ui/counted.ts'
import { Page } from '../../ui/page.tsx'
import { Section } from '../../ui/section.tsx'
import { TimeAgo } from '../../ui/time-ago.tsx'
import { Difference } from './difference.tsx'
import classes from './drift.module.css'

const kinds: Record<string, readonly [one: string, many: string]> = {
  tables: ['table or view', 'tables and views'],
  keys: ['short-lived entry', 'short-lived entries'],
  objects: ['file', 'files'],
  documents: ['sampled document', 'sampled documents'],
  observations: ['host or log field seen in a day', 'hosts and log fields seen in a day'],
}

const looked = ({ looked }: DriftCheck) =>
  Object.entries(looked)
    .filter(([, count]) => count > 0)
    .map(([kind, count]) => {
      const [one, many] = kinds[kind] ?? [kind, kind]
      return counted(count, one, many)
    })
    .join(', ')

function Verdict({ drift }: { drift: Drift }) {
  const last = drift.checks.find(({ finishedAt }) => finishedAt !== null)
  const agrees = drift.open.length === 0
  const Icon = agrees ? IconCircleCheck : IconAlertTriangle
  if (!last) return <p className={classes.verdict}>Nothing has been compared yet. The first check comes by itself.</p>
  return (
    <div className={classes.verdict} data-tone={agrees ? 'good' : 'warn'}>
      <Icon size={28} aria-hidden />
      <div>
        <b>
          {agrees
            ? 'Everything that is stored is published, and the other way round.'
            : `${counted(drift.open.length, 'difference')} between what is stored and what is published.`}
        </b>
        <span>
          Checked <TimeAgo at={last.finishedAt ?? last.startedAt} />: {looked(last)}.
        </span>
      </div>
    </div>
  )
}

/** The page's data, and a check on demand: asked more often while one runs. */
function useDrift() {
  const queries = useQueryClient()
  const check = useMutation({
    mutationFn: async () => {
      const newest = queries.getQueryData<Drift>(['drift'])?.checks[0]?.id
      await api.post('/api/administration/drift', nothing)
      for (let tries = 0; tries < 40; tries++) {
        const { checks } = await queries.fetchQuery({
          queryKey: ['drift'],
          queryFn: () => api.get('/api/administration/drift', Drift),
          staleTime: 0,
        })
        if (checks[0] && checks[0].id !== newest && checks[0].finishedAt) return
        await new Promise((done) => setTimeout(done, 500))
      }
    },
  })
  const drift = useQuery({
    queryKey: ['drift'],
    queryFn: ({ signal }) => api.get('/api/administration/drift', Drift, signal),
    refetchInterval: ({ state }) => (state.data?.checks[0]?.finishedAt === null || check.isPending ? 1_500 : 30_000),
  })
  return { drift, check }
}

export function DriftPage() {
  const { drift, check } = useDrift()
  return (
    <Page
      title="Stored and published"
      about="What is stored has to agree with what the documents say. Every hour the program looks at everything it stores and everyone it talks to, and compares both ways."
      actions={
        <Button leftSection={<IconRefresh size={16} />} loading={check.isPending} onClick={() => check.mutate()}>
          Check now
        </Button>
      }
    >
      {check.isError && <Failure error={check.error} />}
      {drift.isError && <Failure error={drift.error} retry={() => void drift.refetch()} />}
      {drift.isPending && <Skeleton height={240} radius="lg" />}
      {drift.data && (
        <>
          <Verdict drift={drift.data} />
          {drift.data.open.length > 0 && (
            <Section
              title="Differences"
              about="One leaves this list by itself once it is put right. Platform admins are told of each once, by e-mail."
            >
              {drift.data.open.map((one) => (
                <Difference key={one.id} difference={one} />
              ))}
            </Section>
          )}
          {drift.data.gone.length > 0 && (
            <Section title="Earlier differences" about="What was found once, and has been put right.">
              {drift.data.gone.map((one) => (
                <Difference key={one.id} difference={one} />
              ))}
            </Section>
          )}
          <History checks={drift.data.checks} />
        </>
      )}
    </Page>
  )
}

function History({ checks }: { checks: readonly DriftCheck[] }) {
  if (checks.length === 0) return null
  return (
    <Section title="Latest checks">
      <ul className={classes.history}>
        {checks.map((check) => (
          <li key={check.id}>
            <TimeAgo at={check.startedAt} />
            <span>{looked(check) || 'just begun'}</span>
            <b>
              {check.finishedAt === null
                ? 'running'
                : check.differences === 0
                  ? 'agrees'
                  : `${check.differences} found`}
            </b>
          </li>
        ))}
      </ul>
    </Section>
  )
}
