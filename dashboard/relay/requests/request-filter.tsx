import { Autocomplete, Select } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import type { RelayKey } from '@vitrine/protocol'
import type { RequestSearch } from './request-search.ts'
import classes from './requests.module.css'

const went = [
  { value: '', label: 'However they went' },
  { value: 'well', label: 'Answered' },
  { value: 'failed', label: 'Not answered' },
]

const agos = [
  { value: '', label: 'Any time' },
  { value: 'hour', label: 'The last hour' },
  { value: 'day', label: 'The last day' },
  { value: 'week', label: 'The last 7 days' },
]

type Named = { readonly id: string; readonly name: string }
type Props = {
  search: RequestSearch
  models: readonly string[]
  keys: readonly RelayKey[]
  projects: readonly Named[]
  onChange: (search: Record<string, unknown>) => void
}

export function RequestFilterBar({ search, models, keys, projects, onChange }: Props) {
  const say = useDebouncedCallback((model: string) => onChange({ ...search, model }), 300)
  return (
    <div className={classes.filter}>
      <Autocomplete label="Model" data={[...models]} defaultValue={search.model ?? ''} onChange={say} />
      <Select
        label="Outcome"
        data={went}
        allowDeselect={false}
        value={search.went ?? ''}
        onChange={(value) => onChange({ ...search, went: value })}
      />
      <Select
        label="Key"
        data={[{ value: '', label: 'Every key' }, ...keys.map(({ id, name }) => ({ value: id, label: name }))]}
        allowDeselect={false}
        value={search.keyId ?? ''}
        onChange={(value) => onChange({ ...search, keyId: value })}
      />
      {projects.length > 0 && (
        <Select
          label="Project"
          data={[
            { value: '', label: 'Every project' },
            ...projects.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          allowDeselect={false}
          value={search.projectId ?? ''}
          onChange={(value) => onChange({ ...search, projectId: value })}
        />
      )}
      <Select
        label="When"
        data={agos}
        allowDeselect={false}
        value={search.ago ?? ''}
        onChange={(value) => onChange({ ...search, ago: value })}
      />
    </div>
  )
}
