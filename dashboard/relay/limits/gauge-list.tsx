import type { RelayLimits, RelayUse } from '@vitrine/protocol'
import { gaugesOf } from './gauges.ts'
import classes from './limits.module.css'

/** How much of each limit is used now. */
export function GaugeList({ limits, use }: { limits: RelayLimits; use: RelayUse | undefined }) {
  return (
    <dl className={classes.gauges}>
      {gaugesOf(limits, use).map(({ name, said, share }) => (
        <div key={name} data-full={share !== undefined && share >= 0.9 ? '' : undefined}>
          <dt>{name}</dt>
          <dd>{said}</dd>
          {share !== undefined && (
            <i aria-hidden>
              <b style={{ width: `${100 * share}%` }} />
            </i>
          )}
        </div>
      ))}
    </dl>
  )
}
