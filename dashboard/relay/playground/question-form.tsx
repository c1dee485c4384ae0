import { Autocomplete, Button, Textarea } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useQuery } from '@tanstack/react-query'
import type { KeyboardEvent } from 'react'
import { failureOf } from '../../shell/request-failed.ts'
import { Section } from '../../ui/section.tsx'
import { modelsOf } from './ask-relay.ts'
import classes from './playground.module.css'

type Question = { readonly model: string; readonly system: string; readonly message: string }

type Props = {
  secret: string
  running: boolean
  onAsk: (question: Question) => void
  onStop: () => void
}

const looksLikeKey = /^vk-.{8}/

export function QuestionForm({ secret, running, onAsk, onStop }: Props) {
  const form = useForm<Question>({
    initialValues: { model: '', system: '', message: '' },
    validate: {
      model: (value) => (value.trim() === '' ? 'Choose a model.' : null),
      message: (value) => (value.trim() === '' ? 'Write a message.' : null),
    },
  })
  const known = looksLikeKey.test(secret)
  const models = useQuery({
    // In memory, like the key itself, and forgotten with the page.
    queryKey: ['playground-models', secret],
    queryFn: ({ signal }) => modelsOf(secret, signal),
    enabled: known,
    gcTime: 0,
    retry: false,
  })
  const refused = models.error ? failureOf(models.error).message : undefined
  const submit = form.onSubmit(onAsk)
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit()
  }
  return (
    <Section title="Question">
      <form onSubmit={submit} className={classes.form} noValidate>
        <Autocomplete
          label="Model"
          description={refused ?? (known ? undefined : 'With a key, the models it may ask are offered here.')}
          data={models.data ?? []}
          limit={50}
          comboboxProps={{ withinPortal: false }}
          autoComplete="off"
          {...form.getInputProps('model')}
        />
        <Textarea
          label="System"
          description="What the model is to be. May stay empty."
          autosize
          minRows={2}
          maxRows={8}
          {...form.getInputProps('system')}
        />
        <Textarea
          label="Message"
          autosize
          minRows={3}
          maxRows={16}
          onKeyDown={onKeyDown}
          {...form.getInputProps('message')}
        />
        <div className={classes.actions}>
          <Button type="submit" disabled={!known || running}>
            Ask
          </Button>
          {running && (
            <Button variant="default" onClick={onStop}>
              Stop
            </Button>
          )}
        </div>
      </form>
    </Section>
  )
}
