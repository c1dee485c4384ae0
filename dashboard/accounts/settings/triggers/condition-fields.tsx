import { ActionIcon, NumberInput, Select, TextInput } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import type { TriggerCondition } from '@vitrine/protocol'
import { type ConditionKind, conditionKinds, conditionProblem } from './condition-kinds.ts'
import classes from './triggers.module.css'

type Change = (next: TriggerCondition) => void

const kinds = Object.entries(conditionKinds).map(([value, { label }]) => ({ value, label }))
const orNothing = (text: string) => (text ? text : undefined)

/** The fields that only this kind of condition has. */
function Own({ condition, onChange }: { condition: TriggerCondition; onChange: Change }) {
  const url = (value: string, change: (url: string) => TriggerCondition) => (
    <TextInput
      aria-label="Address"
      placeholder="https://api.example.com/*"
      value={value}
      onChange={(event) => onChange(change(event.currentTarget.value))}
    />
  )
  switch (condition.kind) {
    case 'error':
      return (
        <TextInput
          aria-label="Error message contains"
          placeholder="any message"
          value={condition.message ?? ''}
          onChange={({ currentTarget }) => onChange({ kind: 'error', message: orNothing(currentTarget.value) })}
        />
      )
    case 'console':
      return (
        <>
          <Select
            aria-label="Level"
            data={['error', 'warn']}
            value={condition.level}
            allowDeselect={false}
            onChange={(level) => onChange({ ...condition, level: level === 'warn' ? 'warn' : 'error' })}
          />
          <TextInput
            aria-label="Message contains"
            placeholder="payment*failed"
            value={condition.message}
            onChange={({ currentTarget }) => onChange({ ...condition, message: currentTarget.value })}
          />
        </>
      )
    case 'status':
      return (
        <>
          {(['from', 'to'] as const).map((end) => (
            <NumberInput
              key={end}
              aria-label={end === 'from' ? 'First status' : 'Last status'}
              min={0}
              max={599}
              value={condition[end]}
              onChange={(value) => onChange({ ...condition, [end]: Number(value) || 0 })}
            />
          ))}
          {url(condition.url, (next) => ({ ...condition, url: next }))}
        </>
      )
    case 'slow-request':
      return (
        <>
          <NumberInput
            aria-label="Over so many seconds"
            min={0.1}
            max={600}
            step={0.5}
            suffix=" s"
            value={condition.overMs / 1_000}
            onChange={(value) =>
              onChange({ ...condition, overMs: Math.max(1, Math.round((Number(value) || 0) * 1_000)) })
            }
          />
          {url(condition.url, (next) => ({ ...condition, url: next }))}
        </>
      )
    case 'rage-click':
    case 'dead-click':
      return (
        <TextInput
          aria-label="On what"
          placeholder="anything"
          value={condition.target ?? ''}
          onChange={({ currentTarget }) => onChange({ kind: condition.kind, target: orNothing(currentTarget.value) })}
        />
      )
    case 'element':
      return (
        <TextInput
          aria-label="CSS selector"
          placeholder=".error-page"
          value={condition.selector}
          onChange={({ currentTarget }) => onChange({ ...condition, selector: currentTarget.value })}
        />
      )
    case 'custom':
      return (
        <TextInput
          aria-label="Name of the event"
          placeholder="checkout-failed"
          value={condition.name}
          onChange={({ currentTarget }) => onChange({ ...condition, name: currentTarget.value })}
        />
      )
  }
}

type Props = { condition: TriggerCondition; onChange: Change; remove: (() => void) | undefined; tried: boolean }

/** One condition of a rule being edited. */
export function ConditionFields({ condition, onChange, remove, tried }: Props) {
  const problem = tried ? conditionProblem(condition) : undefined
  return (
    <li className={classes.condition}>
      <div>
        <Select
          aria-label="What happens"
          data={kinds}
          value={condition.kind}
          allowDeselect={false}
          onChange={(kind) => kind && onChange(conditionKinds[kind as ConditionKind].start)}
        />
        <Own condition={condition} onChange={onChange} />
        {remove && (
          <ActionIcon aria-label="Remove this condition" onClick={remove}>
            <IconX size={16} />
          </ActionIcon>
        )}
      </div>
      {problem && (
        <p role="alert" className={classes.problem}>
          {problem}
        </p>
      )}
    </li>
  )
}
