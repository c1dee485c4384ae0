import { Button, SegmentedControl, Select, Skeleton } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { UsageSeries } from '@vitrine/protocol'
import { useState } from 'react'
import { api } from '../../shell/api.ts'
import { download } from '../../shell/download.ts'
import { Failure } from '../../shell/failure.tsx'
import { Ranking } from '../../ui/ranking.tsx'
import { Section } from '../../ui/section.tsx'
import { RelayPage } from '../relay-page.tsx'
import { groupName, type Measure, measures } from './measures.ts'
import classes from './usage.module.css'
import { UsageChart } from './usage-chart.tsx'
import { type Grouping, groupings, readUsageSearch, type Span, spans } from './usage-search.ts'

const route = getRouteApi('/member/organizations/$organizationId/relay/usage')

const choices = (from: Record<string, string | { readonly label: string }>) =>
  Object.entries(from).map(([value, one]) => ({ value, label: typeof one === 'string' ? one : one.label }))

/** What is asked for, as the server reads it. */
function queryOf(span: Span, by: Grouping): URLSearchParams {
  const { hours, every } = spans[span]
  return new URLSearchParams({ by, every, from: new Date(Date.now() - hours * 3_600_000).toISOString() })
}

function useUsage(organizationId: string, span: Span, by: Grouping) {
  return useQuery({
    queryKey: ['relay-usage', organizationId, span, by],
    queryFn: ({ signal }) =>
      api.get(`/api/organizations/${organizationId}/relay/usage?${queryOf(span, by)}`, UsageSeries, signal),
    placeholderData: keepPreviousData,
    refetchInterval: 30_000,
  })
}

export function UsagePage() {
  const { organizationId } = route.useParams()
  const { span = 'month', by = 'model' } = route.useSearch()
  const navigate = route.useNavigate()
  const [measure, setMeasure] = useState<Measure>('cost')
  const usage = useUsage(organizationId, span, by)
  const show = (change: Record<string, unknown>) =>
    void navigate({ search: readUsageSearch({ span, by, ...change }), replace: true })
  const groups = usage.data?.groups ?? []
  const { label, value, said } = measures[measure]
  return (
    <RelayPage
      organizationId={organizationId}
      title="Usage"
      about="How much of which model, by whom, and what it cost."
      actions={
        <Button
          variant="default"
          leftSection={<IconDownload size={16} />}
          onClick={() => void download(`/api/organizations/${organizationId}/relay/usage/export?${queryOf(span, by)}`)}
        >
          CSV
        </Button>
      }
    >
      <div className={classes.choices}>
        <Select
          label="When"
          data={choices(spans)}
          allowDeselect={false}
          value={span}
          onChange={(value) => show({ span: value })}
        />
        <Select
          label="Told apart by"
          data={choices(groupings)}
          allowDeselect={false}
          value={by}
          onChange={(value) => show({ by: value })}
        />
      </div>
      <SegmentedControl
        className={classes.measure}
        aria-label="Measure"
        data={choices(measures)}
        value={measure}
        onChange={(value) => setMeasure(value as Measure)}
      />
      {usage.isError && <Failure error={usage.error} retry={() => void usage.refetch()} />}
      {usage.isPending && <Skeleton height={320} radius="lg" />}
      {usage.data && (
        <>
          <Section title={label} aside={<b>{said(groups)}</b>}>
            <UsageChart series={usage.data} every={spans[span].every} measure={measure} />
          </Section>
          <Section title={`By ${groupings[by].toLowerCase()}`}>
            {groups.length === 0 && <p className={classes.hint}>Nothing was used in this time.</p>}
            <Ranking
              label={`${label} by ${groupings[by].toLowerCase()}`}
              lines={groups.map((group) => ({
                id: String(group.of) + String(group.others),
                name: groupName(group, by),
                value: value(group),
                said: said([group]),
              }))}
            />
          </Section>
        </>
      )}
    </RelayPage>
  )
}
