import { Button, Skeleton, Switch } from '@mantine/core'
import { useState } from 'react'
import { Failure } from '../../shell/failure.tsx'
import { Section } from '../../ui/section.tsx'
import { TimeAgo } from '../../ui/time-ago.tsx'
import classes from './quality.module.css'
import { factsOf, labelOf } from './quality-words.ts'
import { useHistory, type Way } from './use-quality.ts'
import { Verdict } from './verdict.tsx'

type Props = { way: Way; accept: (way: { channel: string; model: string }) => void; accepting: boolean }

/** What was found before in one cell of the grid. */
export function QualityHistory({ way, accept, accepting }: Props) {
  const [items, setItems] = useState(false)
  const history = useHistory(way, items)
  const { channel, model, kind } = way
  const checks = history.data?.checks.filter((check) => check.channel === channel) ?? []
  const latest = checks.find(({ item }) => item === null)
  const mayAccept = channel !== null && kind !== 'route' && latest !== undefined && latest.status !== 'pass'
  return (
    <Section
      title={`${labelOf(kind)} of ${model}`}
      about="Newest first. Questions and answers are not kept: only whether they agreed, how long they took, and hashes."
      aside={<Switch label="Single questions" checked={items} onChange={() => setItems(!items)} />}
    >
      {history.isError && <Failure error={history.error} retry={() => void history.refetch()} />}
      {history.isPending && <Skeleton height={160} radius="md" />}
      {mayAccept && (
        <div className={classes.accept}>
          <p>Did the provider update this model, and is that fine? Then it is compared with its present answers.</p>
          <Button variant="default" loading={accepting} onClick={() => accept({ channel, model })}>
            Take for normal
          </Button>
        </div>
      )}
      <ul className={classes.history}>
        {checks.map((check) => (
          <li key={check.id}>
            <TimeAgo at={check.at} className={classes.when} />
            <Verdict status={check.status} />
            <span>
              {check.item !== null && <code>{check.item}</code>} {factsOf(check)}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
