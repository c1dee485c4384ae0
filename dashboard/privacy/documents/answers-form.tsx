import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core'
import type { DocumentQuestion } from '@vitrine/protocol'
import { type FormEvent, useState } from 'react'
import { Failure } from '../../shell/failure.tsx'
import classes from './documents.module.css'
import { useAnswers, useChangeAnswers } from './use-documents.ts'

type FieldProps = { question: DocumentQuestion; value: string; onChange: (text: string) => void; disabled: boolean }

function Field({ question, value, onChange, disabled }: FieldProps) {
  const { label, hint, why, lines, choices, fixed, optional } = question
  const common = {
    label: `${label}${optional ? ' (if any)' : ''}`,
    description: fixed === null ? `${hint} ${why}.` : 'Comes from the settings of the installation.',
    value: fixed ?? value,
    disabled: disabled || fixed !== null,
    onChange: ({ currentTarget }: { currentTarget: { value: string } }) => onChange(currentTarget.value),
  }
  if (choices) {
    const options = Object.entries(choices).map(([choice, text]) => ({ value: choice, label: text }))
    return <NativeSelect {...common} data={[{ value: '', label: 'Not stated' }, ...options]} />
  }
  if (lines) return <Textarea {...common} autosize minRows={3} maxLength={2_000} />
  return <TextInput {...common} maxLength={2_000} placeholder="Not stated" />
}

/** The questions that only people can answer. What is left empty shows as “Not stated”. */
export function AnswersForm({ at, mayChange }: { at: string; mayChange: boolean }) {
  const form = useAnswers(at)
  const change = useChangeAnswers(at)
  const [draft, setDraft] = useState<Record<string, string>>({})
  if (form.isError) return <Failure error={form.error} retry={() => void form.refetch()} />
  if (!form.data) return null
  const { questions, answers } = form.data
  const changed = Object.keys(draft).filter((id) => draft[id] !== (answers[id] ?? ''))
  const save = (event: FormEvent) => {
    event.preventDefault()
    const changes = Object.fromEntries(changed.map((id) => [id, draft[id] ?? '']))
    change.mutate(changes, { onSuccess: () => setDraft({}) })
  }
  return (
    <form className={classes.form} onSubmit={save}>
      {questions.map((question) => (
        <Field
          key={question.id}
          question={question}
          value={draft[question.id] ?? answers[question.id] ?? ''}
          onChange={(text) => setDraft((before) => ({ ...before, [question.id]: text }))}
          disabled={!mayChange}
        />
      ))}
      {change.isError && <Failure error={change.error} />}
      {mayChange && (
        <div>
          <Button type="submit" disabled={changed.length === 0} loading={change.isPending}>
            Save answers
          </Button>
        </div>
      )}
    </form>
  )
}
