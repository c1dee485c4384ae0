import { PasswordInput, Select, TextInput } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import type { ModelProvider } from '@vitrine/protocol'
import type { AccessValues } from './access-values.ts'

type Props = { form: UseFormReturnType<AccessValues>; providers: readonly ModelProvider[] }

/** Which provider, and what it knows us by: every provider says itself what it asks for. */
export function AccessFields({ form, providers }: Props) {
  const provider = providers.find(({ id }) => id === form.values.provider)
  const choose = (id: string | null) => {
    const chosen = providers.find((one) => one.id === id)
    form.setValues({ provider: id ?? '', fields: {}, ...(form.isTouched('name') ? {} : { name: chosen?.name ?? '' }) })
  }
  return (
    <>
      <Select
        label="Provider"
        data={providers.map(({ id, name }) => ({ value: id, label: name }))}
        searchable
        allowDeselect={false}
        data-autofocus
        openOnFocus={false}
        {...form.getInputProps('provider')}
        onChange={choose}
      />
      <TextInput label="Name" description="What you call it." {...form.getInputProps('name')} />
      {provider && (
        <TextInput
          label="Address"
          description={
            provider.ownAddress ? 'Where it is reached, up to the path of a model.' : 'Empty: the provider’s own.'
          }
          placeholder="https://models.example/v1"
          inputMode="url"
          {...form.getInputProps('baseUrl')}
        />
      )}
      {provider?.fields.map(({ name, label, secret, optional, preset }) => {
        const about = {
          label: optional ? `${label} (may stay empty)` : label,
          placeholder: preset ?? '',
          autoComplete: 'off',
          ...form.getInputProps(`fields.${name}`),
          value: form.values.fields[name] ?? '',
        }
        return secret ? (
          <PasswordInput key={name} {...about} visibilityToggleButtonProps={{ 'aria-label': `Show ${label}` }} />
        ) : (
          <TextInput key={name} {...about} />
        )
      })}
    </>
  )
}
