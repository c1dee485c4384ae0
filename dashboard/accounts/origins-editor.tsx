import { ActionIcon, Button, TextInput } from '@mantine/core'
import { IconPlus, IconWorld, IconX } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { checkOrigin, originOf } from './origin.ts'
import classes from './origins-editor.module.css'

/** Adds and removes allowed origins. A pasted address is reduced to its origin. */
export function OriginsEditor({ origins, onChange }: { origins: string[]; onChange: (next: string[]) => void }) {
  const [text, setText] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const add = (event: FormEvent) => {
    event.preventDefault()
    const origin = originOf(text)
    const wrong = origins.includes(origin) ? 'Already in the list.' : checkOrigin(origin)
    setProblem(wrong)
    if (wrong) return
    onChange([...origins, origin])
    setText('')
  }
  return (
    <div className={classes.editor}>
      {origins.length > 0 && (
        <ul>
          {origins.map((origin) => (
            <li key={origin}>
              <IconWorld size={16} aria-hidden />
              <code>{origin}</code>
              <ActionIcon
                aria-label={`Remove ${origin}`}
                onClick={() => onChange(origins.filter((one) => one !== origin))}
              >
                <IconX size={16} />
              </ActionIcon>
            </li>
          ))}
        </ul>
      )}
      <form onSubmit={add} noValidate>
        <TextInput
          aria-label="Address to allow"
          placeholder="https://shop.example"
          inputMode="url"
          value={text}
          error={problem}
          onChange={(event) => {
            setText(event.currentTarget.value)
            setProblem(null)
          }}
        />
        <Button type="submit" variant="default" leftSection={<IconPlus size={16} />} disabled={text.trim() === ''}>
          Add
        </Button>
      </form>
    </div>
  )
}
