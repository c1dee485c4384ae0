import { type ComponentType, useDeferredValue, useMemo, useState } from 'react'
import { FollowList } from './follow-list.tsx'
import { PanelBar } from './panel-bar.tsx'

type Props<Item, Group extends string> = {
  label: string
  /** Ordered by `at`, in ms since the epoch. */
  items: readonly Item[]
  /** Each with its label; the first is what is shown to begin with. */
  groups: Readonly<Record<Group, string>>
  filter: (items: readonly Item[], group: Group, search: string) => readonly Item[]
  Row: ComponentType<{ item: Item }>
  /** Said where there is nothing at all. */
  none: string
}

/** A list in step with the playhead, of which one of a few kinds can be chosen and a text looked for. */
export function FilterList<Item extends { readonly at: number }, Group extends string>(props: Props<Item, Group>) {
  const { label, items, groups, filter, Row, none } = props
  const [first] = Object.keys(groups) as [Group]
  const [group, setGroup] = useState(first)
  const [search, setSearch] = useState('')
  const wanted = useDeferredValue(search)
  const shown = useMemo(() => filter(items, group, wanted), [filter, items, group, wanted])
  return (
    <>
      <PanelBar label={label} groups={groups} chosen={group} onChoose={setGroup} search={search} onSearch={setSearch} />
      <FollowList
        label={label}
        items={shown}
        rowHeight={33}
        Row={Row}
        empty={items.length === 0 ? none : 'Nothing matches.'}
      />
    </>
  )
}
