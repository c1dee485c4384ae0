import { IconCheck, IconClock, IconLock, IconMinus, IconX } from '@tabler/icons-react'
import type { StoreOutcome } from '@vitrine/protocol'
import { ScrollRegion } from '../../ui/scroll-region.tsx'
import classes from './erase.module.css'

const marks = {
  'will erase': { icon: IconClock, says: 'will be deleted', tone: 'danger' },
  erased: { icon: IconCheck, says: 'deleted', tone: 'good' },
  'not present': { icon: IconMinus, says: 'nothing there', tone: 'muted' },
  exempt: { icon: IconLock, says: 'kept', tone: 'warn' },
  failed: { icon: IconX, says: 'still there', tone: 'danger' },
} as const

const order = ['failed', 'will erase', 'erased', 'exempt', 'not present'] as const

/** One line per place where data rests, what matters most first. */
export function OutcomeList({ stores }: { stores: readonly StoreOutcome[] }) {
  const sorted = stores.toSorted((a, b) => order.indexOf(a.outcome) - order.indexOf(b.outcome))
  return (
    <ScrollRegion className={classes.stores} label="Stores">
      <ul>
        {sorted.map(({ place, what, outcome, count, reason }) => {
          const { icon: Icon, says, tone } = marks[outcome]
          return (
            <li key={`${place} ${outcome}`} data-tone={tone}>
              <Icon size={16} aria-hidden />
              <div>
                <span>{what}</span>
                <code>{place}</code>
                {reason && <small>{reason}</small>}
              </div>
              <span className={classes.says}>
                {count > 0 && <b>{count.toLocaleString('en')} </b>}
                {says}
              </span>
            </li>
          )
        })}
      </ul>
    </ScrollRegion>
  )
}
