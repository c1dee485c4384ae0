import { ActionIcon, Button, Switch } from '@mantine/core'
import { IconBolt, IconPencil, IconPlus, IconTrash } from '@tabler/icons-react'
import type { Project, TriggerRule } from '@vitrine/protocol'
import { useState } from 'react'
import { Section } from '../../../ui/section.tsx'
import { SaveBar } from '../save-bar.tsx'
import { useDraft } from '../use-draft.ts'
import { conditionWords } from './condition-kinds.ts'
import { RuleEditor } from './rule-editor.tsx'
import classes from './triggers.module.css'

const newRule = (): TriggerRule => ({
  id: crypto.randomUUID(),
  name: '',
  enabled: true,
  when: 'any',
  conditions: [{ kind: 'error' }],
  withinSeconds: 30,
  sampling: 1,
  coolDownSeconds: 300,
  action: 'offer',
  reason: 'Something seems to have gone wrong. Do you want to tell us?',
})

type RowProps = { rule: TriggerRule; onChange: (next: TriggerRule) => void; edit: () => void; remove: () => void }

function Row({ rule, onChange, edit, remove }: RowProps) {
  const { name, enabled, when, conditions, action } = rule
  return (
    <li className={classes.row} data-off={!enabled || undefined}>
      <IconBolt size={18} aria-hidden />
      <span>
        <strong>{name}</strong>
        <span>
          {conditions.map(conditionWords).join(when === 'all' ? ' and ' : ' or ')}:{' '}
          {action === 'offer' ? 'offers the report' : 'marks the moment'}
        </span>
      </span>
      <Switch
        aria-label={`${name} is on`}
        checked={enabled}
        onChange={({ currentTarget }) => onChange({ ...rule, enabled: currentTarget.checked })}
      />
      <ActionIcon aria-label={`Change ${name}`} onClick={edit}>
        <IconPencil size={16} />
      </ActionIcon>
      <ActionIcon aria-label={`Remove ${name}`} onClick={remove}>
        <IconTrash size={16} />
      </ActionIcon>
    </li>
  )
}

/** Rules that are decided in the visitor's browser. */
export function TriggersSection({ project }: { project: Project }) {
  const { value, setValue, ...saving } = useDraft(project, 'triggers')
  const [editing, setEditing] = useState<TriggerRule>()
  const keep = (rule: TriggerRule) => {
    const known = value.some(({ id }) => id === rule.id)
    setValue(known ? value.map((one) => (one.id === rule.id ? rule : one)) : [...value, rule])
    setEditing(undefined)
  }
  return (
    <Section
      title="Triggers"
      about="When something goes wrong, offer the visitor to report it, or mark the moment. Decided in the browser; nothing leaves it before the visitor sends."
    >
      {project.recordingSeconds === 0 && <p className={classes.problem}>Recording is off, so triggers rest.</p>}
      {value.length > 0 && (
        <ul className={classes.rows}>
          {value.map((rule) => (
            <Row
              key={rule.id}
              rule={rule}
              onChange={keep}
              edit={() => setEditing(rule)}
              remove={() => setValue(value.filter(({ id }) => id !== rule.id))}
            />
          ))}
        </ul>
      )}
      <Button
        variant="default"
        leftSection={<IconPlus size={16} />}
        disabled={value.length >= 50}
        onClick={() => setEditing(newRule())}
      >
        Add a trigger
      </Button>
      <SaveBar {...saving} />
      {editing && <RuleEditor project={project} rule={editing} onSave={keep} onClose={() => setEditing(undefined)} />}
    </Section>
  )
}
