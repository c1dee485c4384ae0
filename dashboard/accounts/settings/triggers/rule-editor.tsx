import { Button, Modal, NumberInput, SegmentedControl, Slider, TextInput } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { type Project, TriggerRule } from '@vitrine/protocol'
import { useState } from 'react'
import { ConditionFields } from './condition-fields.tsx'
import { conditionProblem } from './condition-kinds.ts'
import { Trial } from './trial.tsx'
import classes from './triggers.module.css'

type Props = { project: Project; rule: TriggerRule; onSave: (rule: TriggerRule) => void; onClose: () => void }

/** A rule being written; nothing of it counts before the settings are saved. */
export function RuleEditor({ project, rule: given, onSave, onClose }: Props) {
  const [rule, setRule] = useState(given)
  const [tried, setTried] = useState(false)
  const change = (next: Partial<TriggerRule>) => setRule({ ...rule, ...next })
  const conditionsFit = rule.conditions.every((condition) => !conditionProblem(condition))
  const valid = conditionsFit && TriggerRule.safeParse(rule).success
  const use = () => (valid ? onSave(rule) : setTried(true))
  return (
    <Modal opened onClose={onClose} title="Trigger" size="lg" closeButtonProps={{ 'aria-label': 'Close' }}>
      <div className={classes.editor}>
        <TextInput
          label="Name"
          description="For your team."
          value={rule.name}
          error={tried && !rule.name.trim() && 'Give it a name.'}
          onChange={({ currentTarget }) => change({ name: currentTarget.value })}
          data-autofocus
        />
        <fieldset>
          <legend>When</legend>
          <SegmentedControl
            aria-label="How many conditions"
            data={[
              { value: 'any', label: 'any of these' },
              { value: 'all', label: 'all of these' },
            ]}
            value={rule.when}
            onChange={(when) => change({ when: when === 'all' ? 'all' : 'any' })}
          />
          <ul>
            {rule.conditions.map((condition, place) => (
              <ConditionFields
                // biome-ignore lint/suspicious/noArrayIndexKey: a condition is nothing but its place
                key={place}
                condition={condition}
                tried={tried}
                onChange={(next) => change({ conditions: rule.conditions.with(place, next) })}
                remove={
                  rule.conditions.length > 1
                    ? () => change({ conditions: rule.conditions.toSpliced(place, 1) })
                    : undefined
                }
              />
            ))}
          </ul>
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<IconPlus size={14} />}
            disabled={rule.conditions.length >= 10}
            onClick={() => change({ conditions: [...rule.conditions, { kind: 'error' }] })}
          >
            Add a condition
          </Button>
        </fieldset>
        <SegmentedControl
          aria-label="What it does"
          data={[
            { value: 'offer', label: 'Offer to report' },
            { value: 'mark', label: 'Only mark it' },
          ]}
          value={rule.action}
          onChange={(action) => change({ action: action === 'mark' ? 'mark' : 'offer' })}
        />
        <TextInput
          label="Reason"
          description="The visitor reads it beside the offer, and the report begins with it."
          value={rule.reason}
          error={tried && !rule.reason.trim() && 'Say in a sentence what seems to be wrong.'}
          onChange={({ currentTarget }) => change({ reason: currentTarget.value })}
        />
        <div className={classes.numbers}>
          {rule.when === 'all' && (
            <NumberInput
              label="All within"
              suffix=" s"
              min={1}
              max={600}
              value={rule.withinSeconds}
              onChange={(value) => change({ withinSeconds: Math.max(1, Number(value) || 1) })}
            />
          )}
          <NumberInput
            label="Then rests for"
            suffix=" s"
            min={0}
            max={86_400}
            value={rule.coolDownSeconds}
            onChange={(value) => change({ coolDownSeconds: Number(value) || 0 })}
          />
          <div>
            <span className={classes.label}>On {Math.round(rule.sampling * 100)} % of page views</span>
            <Slider
              thumbLabel="Percent of page views"
              min={0}
              max={100}
              step={5}
              label={null}
              value={Math.round(rule.sampling * 100)}
              onChange={(percent) => change({ sampling: percent / 100 })}
            />
          </div>
        </div>
        <Trial project={project} rule={valid ? rule : undefined} />
        <div className={classes.buttons}>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button onClick={use}>Use this trigger</Button>
        </div>
      </div>
    </Modal>
  )
}
