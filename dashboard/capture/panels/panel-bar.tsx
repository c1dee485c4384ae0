import { TextInput, UnstyledButton } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import classes from './panel-bar.module.css'

type Props<Group extends string> = {
  label: string
  groups: Readonly<Record<Group, string>>
  chosen: Group
  onChoose: (group: Group) => void
  search: string
  onSearch: (text: string) => void
}

/** Filters of a panel: one of a few kinds, and a text. */
export function PanelBar<Group extends string>(props: Props<Group>) {
  const { label, groups, chosen, onChoose, search, onSearch } = props
  return (
    <div className={classes.bar}>
      <fieldset className={classes.options} aria-label={`${label}: show`}>
        {(Object.keys(groups) as Group[]).map((group) => (
          <UnstyledButton
            key={group}
            className={classes.option}
            aria-pressed={group === chosen}
            onClick={() => onChoose(group)}
          >
            {groups[group]}
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
