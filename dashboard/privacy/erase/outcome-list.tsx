import { IconCheck, IconChevronDown, IconClock, IconLock, IconMinus, IconX } from '@tabler/icons-react'
import type { StoreOutcome } from '@vitrine/protocol'
import { counted } from '../../ui/counted.ts'
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

function Place({ place, what, outcome, count, reason }: StoreOutcome) {
  const { icon: Icon, says, tone } = marks[outcome]
  return (
    <li className={classes.place} data-tone={tone}>
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
}

const places = (stores: readonly StoreOutcome[]) =>
  stores.map((one) => <Place key={`${one.place} ${one.outcome}`} {...one} />)

/** One line per place where data rests, what matters most first; those that were empty share a line, which opens. */
export function OutcomeList({ stores }: { stores: readonly StoreOutcome[] }) {
  // They come in the order of deletion, parts before the whole: what people know by name comes last there, and first here.
  const sorted = stores.toReversed().sort((a, b) => order.indexOf(a.outcome) - order.indexOf(b.outcome))
  const { held = [], empty = [] } = Object.groupBy(sorted, ({ outcome }) =>
    outcome === 'not present' ? 'empty' : 'held',
  )
  const others = counted(empty.length, held.length > 0 ? 'other place' : 'place')
  return (
    <ScrollRegion className={classes.stores} label="Places where data rests">
      <ul>
        {places(held)}
        {empty.length > 0 && (
          <li>
            <details className={classes.empty}>
              <summary>
                <IconMinus size={16} aria-hidden />
                <span>{others}: looked at, nothing there</span>
                <IconChevronDown size={16} aria-hidden />
              </summary>
              <ul>{places(empty)}</ul>
            </details>
          </li>
        )}
      </ul>
    </ScrollRegion>
  )
}
