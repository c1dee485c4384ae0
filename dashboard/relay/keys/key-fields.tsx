import { Select, TagsInput, TextInput } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import type { KeyValues } from './key-values.ts'
import { LimitFields } from './limit-fields.tsx'

const lifetimes = [
  { value: '', label: 'Until it is revoked' },
  { value: '1', label: 'A day' },
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: '365', label: 'A year' },
]

const inPlace = { comboboxProps: { withinPortal: false } }

/** What a key is called, for what it is good, and how far it reaches. */
export function KeyFields({ form, isNew }: { form: UseFormReturnType<KeyValues>; isNew: boolean }) {
  return (
    <>
      <TextInput label="What it is for" data-autofocus {...form.getInputProps('name')} />
      {isNew && <Select label="It works" data={lifetimes} allowDeselect={false} {...form.getInputProps('days')} />}
      <TagsInput
        label="Only for these models"
        description="Each as its requests name it. None: all of them."
        {...inPlace}
        {...form.getInputProps('models')}
      />
      <TagsInput
        label="Only from these networks"
        description="Addresses, or networks such as 192.0.2.0/24. None: from everywhere."
        {...inPlace}
        {...form.getInputProps('networks')}
      />
      <LimitFields inputProps={(field) => form.getInputProps(field)} />
    </>
  )
}
