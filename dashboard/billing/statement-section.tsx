import { Button, Select, Skeleton } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { Statement } from '@vitrine/protocol'
import { useState } from 'react'
import { download } from '../shell/download.ts'
import { Failure } from '../shell/failure.tsx'
import { ScrollRegion } from '../ui/scroll-region.tsx'
import { Section } from '../ui/section.tsx'
import classes from './balance.module.css'
import { dollars, exactDollars } from './dollars.ts'
import { billingPath, statementQuery } from './use-balance.ts'

const kinds = { charge: 'Requests', 'top-up': 'Paid in', correction: 'Correction' }

/** This month and the eleven before it, as `2026-07`. */
function lastMonths(now: Date): string[] {
  const [year, month] = [now.getUTCFullYear(), now.getUTCMonth()]
  return Array.from({ length: 12 }, (_, back) => new Date(Date.UTC(year, month - back, 1)).toISOString().slice(0, 7))
}

const monthName = (month: string) =>
  new Date(`${month}-01T00:00:00Z`).toLocaleDateString('en', { month: 'long', year: 'numeric', timeZone: 'UTC' })

const Amount = ({ usd }: { usd: string }) => <td title={exactDollars(usd)}>{dollars(usd)}</td>

function Lines({ statement: { month, opening, closing, lines } }: { statement: Statement }) {
  return (
    <ScrollRegion className={classes.table} label={`Statement of ${monthName(month)}`}>
      <table>
        <tbody>
          <tr>
            <th scope="row" colSpan={2}>
              At its beginning
            </th>
            <Amount usd={opening} />
          </tr>
          {lines.map(({ kind, model, projectId, keyId, count, amount }) => (
            <tr key={[kind, model, projectId, keyId].join()}>
              <th scope="row">{model ?? kinds[kind]}</th>
              <td>{kind === 'charge' ? `${count.toLocaleString('en')} requests` : ''}</td>
              <Amount usd={amount} />
            </tr>
          ))}
          <tr>
            <th scope="row" colSpan={2}>
              At its end
            </th>
            <Amount usd={closing} />
          </tr>
        </tbody>
      </table>
    </ScrollRegion>
  )
}

/** What moved the balance, month by month. */
export function StatementSection({ organizationId }: { organizationId: string }) {
  const [months] = useState(() => lastMonths(new Date()))
  const [month, setMonth] = useState(months[0] ?? '')
  const statement = useQuery(statementQuery(organizationId, month))
  return (
    <Section
      title="Statement"
      aside={
        <Button
          variant="default"
          leftSection={<IconDownload size={16} />}
          onClick={() => void download(`${billingPath(organizationId)}/statement.csv?month=${month}`)}
        >
          CSV
        </Button>
      }
    >
      <Select
        label="Month"
        className={classes.month}
        data={months.map((value) => ({ value, label: monthName(value) }))}
        allowDeselect={false}
        value={month}
        onChange={(value) => setMonth(value ?? month)}
      />
      {statement.isError && <Failure error={statement.error} retry={() => void statement.refetch()} />}
      {statement.isPending && <Skeleton height={120} />}
      {statement.data && <Lines statement={statement.data} />}
    </Section>
  )
}
