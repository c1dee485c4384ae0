import { TextInput, UnstyledButton } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import classes from './panel-bar.module.css'

type Props = {
  label: string
  options: readonly { value: string; label: string }[]
  chosen: string
  onChoose: (value: string) => void
  search: string
  onSearch: (text: string) => void
}

/** Filters of a panel: one of a few kinds, and a text. */
export function PanelBar({ label, options, chosen, onChoose, search, onSearch }: Props) {
  return (
    <div className={classes.bar}>
      <fieldset className={classes.options} aria-label={`${label}: show`}>
        {options.map((option) => (
          <UnstyledButton
            key={option.value}
            className={classes.option}
            aria-pressed={option.value === chosen}
            onClick={() => onChoose(option.value)}
          >
            {option.label}
          </UnstyledButton>
        ))}
      </fieldset>
      <TextInput
        type="search"
        size="xs"
        className={classes.search}
        aria-label={`Search ${label.toLowerCase()}`}
        placeholder="Filter"
        leftSection={<IconSearch size={14} />}
        value={search}
        onChange={(event) => onSearch(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
      />
    </div>
  )
}
