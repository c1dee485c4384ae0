import { Radio, Textarea } from '@mantine/core'
import type { Project } from '@vitrine/protocol'
import { useState } from 'react'
import { Section } from '../../ui/section.tsx'
import { modes, rules } from './masking-modes.ts'
import { PreviewPanel } from './preview/preview-panel.tsx'
import { SaveBar } from './save-bar.tsx'
import { linesOf, selectorProblem } from './selectors.ts'
import classes from './settings.module.css'
import { useDraft } from './use-draft.ts'

type RuleProps = { label: string; does: string; selectors: string[]; onChange: (next: string[]) => void }

function Rule({ label, does, selectors, onChange }: RuleProps) {
  // The text keeps blank lines and half-typed selectors that the list has no place for.
  const [text, setText] = useState<string>()
  return (
    <Textarea
      label={label}
      description={does}
      placeholder={'.customer-name\n#invoice'}
      autosize
      minRows={2}
      maxRows={10}
      spellCheck={false}
      classNames={{ input: classes.mono }}
      value={text ?? selectors.join('\n')}
      error={selectorProblem(selectors)}
      onBlur={() => setText(undefined)}
      onChange={(event) => {
        setText(event.currentTarget.value)
        onChange(linesOf(event.currentTarget.value))
      }}
    />
  )
}

export function MaskingSection({ project }: { project: Project }) {
  const { value, setValue, ...saving } = useDraft(project, 'masking')
  const obstacle = rules.map(({ key }) => selectorProblem(value[key])).find(Boolean)
  return (
    <Section
      title="Masking"
      about="Applied in the visitor's browser before anything is kept, and checked again when a report arrives. Open pages take a change over within minutes."
    >
      <Radio.Group
        value={value.mode}
        onChange={(mode) =>
          setValue({ ...value, mode: modes.find((known) => known.value === mode)?.value ?? 'strict' })
        }
        aria-label="Masking mode"
      >
        <div className={classes.modes}>
          {modes.map(({ value: mode, label, shows, fits }) => (
            <Radio.Card key={mode} value={mode} className={classes.mode} aria-label={`${label}: ${shows}`}>
              <Radio.Indicator />
              <span>
                <strong>{label}</strong>
                <span>{shows}</span>
                <small>{fits}</small>
              </span>
            </Radio.Card>
          ))}
        </div>
      </Radio.Group>
      <h3 className={classes.subtitle}>Exceptions</h3>
      <p className={classes.hint}>
        CSS selectors, one per line. In the page itself, <code>data-vitrine="mask"</code> does the same, as do block,
        unmask and ignore.
      </p>
      <div className={classes.rules}>
        {rules.map(({ key, label, does }) => (
          <Rule
            key={key}
            label={label}
            does={does}
            selectors={value[key]}
            onChange={(selectors) => setValue({ ...value, [key]: selectors })}
          />
        ))}
      </div>
      <PreviewPanel
        policy={value}
        origins={project.origins}
        onAdd={(key, selector) => setValue({ ...value, [key]: [...new Set([...value[key], selector])] })}
      />
      <SaveBar {...saving} obstacle={obstacle ?? null} />
    </Section>
  )
}
