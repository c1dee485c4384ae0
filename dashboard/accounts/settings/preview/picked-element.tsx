import { Button, CloseButton, Radio } from '@mantine/core'
import { useState } from 'react'
import type { Inspected } from '../../../player/messages.ts'
import { rules } from '../masking-modes.ts'
import { selectorProblem } from '../selectors.ts'
import classes from './preview.module.css'

export type RuleKey = (typeof rules)[number]['key']

type Props = { found: Inspected; onAdd: (key: RuleKey, selector: string) => void; onClose: () => void }

const times = (count: number) => (count === 1 ? 'this one only' : `${count} on this page`)

/** Names for an element that was clicked, and the lists they can be put on. */
export function PickedElement({ found, onAdd, onClose }: Props) {
  const offers = found.selectors.filter(({ selector }) => selectorProblem([selector]) === null)
  const [chosen, setChosen] = useState(offers[0]?.selector ?? '')
  return (
    <section className={classes.picked} aria-label="Picked element">
      <header>
        <span>
          Picked <code>{found.tag}</code>
        </span>
        <CloseButton size="sm" aria-label="Close" onClick={onClose} />
      </header>
      <Radio.Group value={chosen} onChange={setChosen} aria-label="Selector">
        <div className={classes.offers}>
          {offers.map(({ selector, count }) => (
            <Radio
              key={selector}
              value={selector}
              size="xs"
              label={
                <>
                  <code>{selector}</code> <small>{times(count)}</small>
                </>
              }
            />
          ))}
        </div>
      </Radio.Group>
      <div className={classes.actions}>
        {rules.map(({ key, label, does }) => (
          <Button key={key} size="compact-sm" variant="default" title={does} onClick={() => onAdd(key, chosen)}>
            {label}
          </Button>
        ))}
      </div>
    </section>
  )
}
