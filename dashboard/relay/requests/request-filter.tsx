import { Select, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import type { RelayKey } from '@vitrine/protocol'
import type { RequestSearch } from './request-search.ts'
import classes from './requests.module.css'

const went = [
  { value: '', label: 'However they went' },
  { value: 'well', label: 'Answered' },
  { value: 'failed', label: 'Not answered' },
]

type Props = { search: RequestSearch; keys: readonly RelayKey[]; onChange: (search: Record<string, unknown>) => void }

export function RequestFilterBar({ search, keys, onChange }: Props) {
  const say = useDebouncedCallback((model: string) => onChange({ ...search, model }), 300)
  return (
    <div className={classes.filter}>
      <TextInput label="Model" defaultValue={search.model ?? ''} onChange={(event) => say(event.currentTarget.value)} />
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
    </div>
  )
}
