import { Anchor, Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type Project, type TriggerRule, TriggerTrial } from '@vitrine/protocol'
import { api } from '../../../shell/api.ts'
import { Failure } from '../../../shell/failure.tsx'
import { counted } from '../../../ui/counted.ts'
import classes from './triggers.module.css'

function Outcome({ reports, fired, notLookedFor }: TriggerTrial) {
  return (
    <output className={classes.outcome}>
      <p>
        It would have fired on <strong>{fired.length}</strong> of the newest {counted(reports, 'report')}.
        {notLookedFor.length > 0 && ' Elements can’t be looked for in finished recordings; they count as absent here.'}
      </p>
      <ul className={classes.fired}>
        {fired.slice(0, 10).map(({ reportId, title, times, cause }) => (
          <li key={reportId}>
            <Anchor component={Link} to={`/reports/${reportId}`}>
              {title}
            </Anchor>{' '}
            {times > 1 && `${times} times, first: `}
            <code>{cause}</code>
          </li>
        ))}
      </ul>
    </output>
  )
}

/** A dry run on what has been reported already. `rule` is undefined while it can't be read. */
export function Trial({ project, rule }: { project: Project; rule: TriggerRule | undefined }) {
  const trial = useMutation({
    mutationFn: (rule: TriggerRule) => api.post(`/api/projects/${project.id}/triggers/try`, TriggerTrial, rule),
  })
  // Of a rule that has been changed since, it says nothing.
  const isOfThis = trial.variables === rule
  return (
    <div className={classes.trial}>
      <Button variant="light" disabled={!rule} loading={trial.isPending} onClick={() => rule && trial.mutate(rule)}>
        Try it on recent reports
      </Button>
      {isOfThis && trial.error && <Failure error={trial.error} />}
      {isOfThis && trial.data && <Outcome {...trial.data} />}
    </div>
  )
}
