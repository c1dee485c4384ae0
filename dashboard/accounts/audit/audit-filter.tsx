import { Select, TextInput } from '@mantine/core'
import type { AuditPage } from '@vitrine/protocol'
import { plain } from './action-words.ts'
import classes from './audit.module.css'
import type { AuditSearch } from './audit-search.ts'

type Props = {
  search: AuditSearch
  people: AuditPage['people']
  kinds: AuditPage['kinds']
  onChange: (change: AuditSearch) => void
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

/** By person, kind and days. All of it lives in the address. */
export function AuditFilterBar({ search, people, kinds, onChange }: Props) {
  const choose = (change: Partial<Record<keyof AuditSearch, string | null>>) => {
    const merged = Object.entries({ ...search, ...change }).filter(([, value]) => value)
    onChange(Object.fromEntries(merged))
  }
  const named = people.map(({ id, name }) => ({ value: id, label: name ?? `Erased member ${id.slice(0, 8)}` }))
  return (
    <search className={classes.filter}>
      <Select
        size="xs"
        label="Who"
        placeholder="Anyone"
        data={named}
        value={search.person ?? null}
        onChange={(person) => choose({ person })}
        clearable
        searchable
        clearButtonProps={{ 'aria-label': 'Anyone' }}
        comboboxProps={{ withinPortal: false }}
      />
      <Select
        size="xs"
        label="About"
        placeholder="Everything"
        data={kinds.map((kind) => ({ value: kind, label: capital(plain(kind)) }))}
        value={search.kind ?? null}
        onChange={(kind) => choose({ kind })}
        clearable
        clearButtonProps={{ 'aria-label': 'Everything' }}
        comboboxProps={{ withinPortal: false }}
      />
      <TextInput
        size="xs"
        type="date"
        label="From"
        value={search.from ?? ''}
        onChange={(event) => choose({ from: event.currentTarget.value })}
      />
      <TextInput
        size="xs"
        type="date"
        label="To"
        value={search.to ?? ''}
        onChange={(event) => choose({ to: event.currentTarget.value })}
      />
    </search>
  )
}
