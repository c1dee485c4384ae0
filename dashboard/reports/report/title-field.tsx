import { UnstyledButton } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { type KeyboardEvent, useState } from 'react'
import { useShortcuts } from '../../ui/shortcuts.tsx'
import classes from './title-field.module.css'

type Props = { title: string; mayChange: boolean; onChange: (title: string) => void }

/** The title, edited where it stands: click or "e", Enter keeps, Escape doesn't. */
export function TitleField({ title, mayChange, onChange }: Props) {
  const [draft, setDraft] = useState<string>()
  useShortcuts('Report', mayChange ? [{ keys: 'e', label: 'Edit title', run: () => setDraft(title) }] : [])
  const keep = () => {
    const next = draft?.trim()
    setDraft(undefined)
    if (next && next !== title) onChange(next)
  }
  const pressed = (event: KeyboardEvent) => {
    if (event.key === 'Enter') keep()
    if (event.key === 'Escape') setDraft(undefined)
  }
  if (draft === undefined)
    return (
      <h1 className={classes.title}>
        <span title={title}>{title}</span>
        {mayChange && (
          <UnstyledButton className={classes.edit} onClick={() => setDraft(title)} aria-label="Edit title">
            <IconPencil size={15} />
          </UnstyledButton>
        )}
      </h1>
    )
  return (
    <input
      className={classes.input}
      aria-label="Title"
      ref={(field) => field?.focus()}
      value={draft}
      maxLength={200}
      onChange={(event) => setDraft(event.currentTarget.value)}
      onKeyDown={pressed}
      onBlur={keep}
    />
  )
}
